"""What stories add to Wagtail."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.rich_text.feature_registry import FeatureRegistry

from freesheet.public.stories.actions import filing
from freesheet.public.stories.body.links import LinkHandler
from freesheet.public.stories.form import note_question
from freesheet.public.stories.form.chooser import StoryChooser, story_chooser
from freesheet.public.stories.pasting.views import pasted, word
from freesheet.public.stories.side_panel.views import side_panel


@hooks.register("register_admin_viewset")
def choose_stories() -> StoryChooser:
    return story_chooser


@hooks.register("register_admin_urls")
def the_side_panel() -> list[URLPattern]:
    return [path("stories/<int:pk>/beside/", side_panel, name="stories_beside")]


@hooks.register("register_admin_urls")
def what_was_pasted() -> list[URLPattern]:
    return [
        path("stories/pasted/", pasted, name="stories_pasted"),
        path("stories/pasted/word/", word, name="stories_pasted_word"),
    ]


@hooks.register("register_rich_text_features", order=100)
def follow_links(features: FeatureRegistry) -> None:
    features.register_link_type(LinkHandler)


@hooks.register("register_log_actions")
def log_who_saw_no_need(actions: LogActionRegistry) -> None:
    @actions.register_action(note_question.NO_NOTE)
    class WithoutNote(LogFormatter):
        label = _("Publish without a note")

        def format_message(self, log_entry: object) -> str:
            return note_question.message(log_entry)


@hooks.register("register_log_actions")
def log_what_was_filed_elsewhere(actions: LogActionRegistry) -> None:
    @actions.register_action(filing.FILED)
    class Filed(LogFormatter):
        label = _("File elsewhere")

        def format_message(self, log_entry: object) -> str:
            return filing.message(log_entry)
