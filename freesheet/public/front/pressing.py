"""Which paths the fronts have besides each page's own: archives, and what goes along with others."""

from collections.abc import Sequence

from freesheet.doors.press import actions as press
from freesheet.kit.editions import Edition
from freesheet.kit.periods import Period
from freesheet.public.front import keys
from freesheet.public.front.months import ArchivePage, MonthPage
from freesheet.public.masthead.keys import SECTION
from freesheet.public.stories.keys import STORY
from freesheet.public.stories.pressing import more_path


def place_archives(languages: Sequence[str]) -> None:
    """Have every edition's page of months pressed."""
    press.place({page.key: page.address for page in map(ArchivePage, languages)})


def front_path(language: str) -> str:
    return _in_edition("/", language)


def live_path(language: str) -> str:
    """The fragment with the newest briefs on the story that leads."""
    return _in_edition("/fragments/live/", language)


def picks_path(language: str) -> str:
    """The fragment with Editors' Picks."""
    return _in_edition("/fragments/picks/", language)


def fragments_of_front(owner: str, path: str | None) -> dict[str, str | None]:
    """A front page's fragments live where it does."""
    if not keys.FRONT_PAGE.owns(owner):
        return {}
    language = _language_of(path or "/")
    return {keys.LIVE.of(owner): path and live_path(language), keys.PICKS.of(owner): path and picks_path(language)}


def fragment_of_section(owner: str, path: str | None) -> dict[str, str | None]:
    """A section's fragment lives where it does."""
    if not SECTION.owns(owner):
        return {}
    slug = path.strip("/").rsplit("/", 1)[-1] if path else ""
    return {keys.MORE.of(owner): path and more_path(slug, _language_of(path))}


def month_of_story(owner: str, path: str | None) -> dict[str, str | None]:
    """The page that lists a story's month comes into being with the first story that is published in it."""
    if path is None or not STORY.owns(owner):
        return {}
    year, month, _slug = path.strip("/").rsplit("/", 2)
    page = MonthPage(_language_of(path), Period(int(year[-4:]), int(month)))
    return {page.key: page.address}


def _in_edition(path: str, language: str) -> str:
    return Edition(language).path(path)


def _language_of(path: str) -> str:
    return Edition.of(path).language
