"""Which paths lists have: they come into being with the first story that they show.

Called by   receivers.py, actions.lay_out
"""

from django.conf import settings

from freesheet.front.months import ArchivePage
from freesheet.kit import addresses, clock
from freesheet.press import actions as press
from freesheet.stories.models import Story
from freesheet.theme.errors import WORDS

ERRORS = tuple(WORDS)


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


def place_archives(languages: list[str]) -> None:
    """Have every edition's page of months pressed."""
    press.place({page.key: page.address for page in map(ArchivePage, languages)})


def live_path(language: str) -> str:
    """The fragment with the newest briefs on the story that leads."""
    return addresses.in_language("/fragments/live/", language, default=settings.LANGUAGE_CODE)


def picks_path(language: str) -> str:
    """The fragment with Editors' Picks."""
    return addresses.in_language("/fragments/picks/", language, default=settings.LANGUAGE_CODE)


def place_parts(owner: str, path: str | None) -> None:
    """Have the fragments of a front page live where it does; path is its own."""
    language = addresses.language_of(path or "/", [code for code, _ in settings.LANGUAGES])
    press.place(
        {
            f"live:{owner}": path and live_path(language),
            f"picks:{owner}": path and picks_path(language),
        }
    )


def place_month(story: Story) -> None:
    """Have the page pressed that lists a story's month: it belongs to no row."""
    language = story.locale.language_code
    year, month = clock.month_of(story.published_at)
    path = addresses.in_language(f"/{year}/{month:02}/", language, default=settings.LANGUAGE_CODE)
    press.place({f"month:{language}:{year}-{month:02}": path})


def place_more(owner: str, path: str | None) -> None:
    """Have the fragment "More from this section" live where its section does; path is the section's."""
    if path is not None:
        languages = [code for code, _ in settings.LANGUAGES]
        language = addresses.language_of(path, languages)
        slug = path.strip("/").rsplit("/", 1)[-1]
        path = addresses.in_language(f"/fragments/more/{slug}/", language, default=languages[0])
    press.place({f"more:{owner}": path})
