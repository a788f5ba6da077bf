"""Which paths lists have: they come into being with the first story that they show.

Called by   receivers.py, actions.lay_out
"""

from django.conf import settings

from freesheet.kit import addresses, clock
from freesheet.press import actions as press
from freesheet.stories.models import Story

ERRORS = (404, 410, 500, 503)


def place_errors(languages: list[str]) -> None:
    """Have the error pages of every edition pressed, so that they can be answered without Django."""
    press.place(
        {
            f"error:{language}:{status}": addresses.in_language(
                f"/errors/{status}/", language, default=settings.LANGUAGE_CODE
            )
            for language in languages
            for status in ERRORS
        }
    )


def place_lists(story: Story) -> None:
    """Have the pages pressed that list a story and belong to no row: its month, its section's fragment."""
    language = story.locale.language_code
    year, month = clock.month_of(story.published_at)
    places: dict[str, str | None] = {
        f"month:{language}:{year}-{month:02}": addresses.in_language(
            f"/{year}/{month:02}/", language, default=settings.LANGUAGE_CODE
        )
    }
    if story.section:
        places[f"more:{story.section.key}"] = addresses.in_language(
            f"/fragments/more/{story.section.slug}/", language, default=settings.LANGUAGE_CODE
        )
    press.place(places)
