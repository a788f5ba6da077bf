"""What stories add to Wagtail.

Called by   Wagtail, which looks for this file
"""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from freesheet.stories.choosing import StoryChooser, story_chooser
from freesheet.stories.links import LinkHandler


@hooks.register("register_admin_viewset")
def choose_stories() -> StoryChooser:
    return story_chooser


@hooks.register("register_rich_text_features", order=100)
def follow_links(features: FeatureRegistry) -> None:
    features.register_link_type(LinkHandler)
