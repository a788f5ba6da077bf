"""Stories whose pages are pressed together are read together.

Owns    stories_ahead
"""

from freesheet.public.masthead.furniture import keep_translations
from freesheet.public.stories.models import Story


def stories_ahead(pks: list[str]) -> dict[str, Story]:
    """Published stories by the addresses of their pages, with all that these show of them."""
    stories = [story for story in Story.objects.live().filter(pk__in=pks).with_readings() if story.address]
    if stories:
        keep_translations(stories)
    return {story.address: story for story in stories if story.address}
