"""Which pages a story has and which lists it stands in: derived from what it is, without a query of its own."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from freesheet.doors.press.rendering.fragments import PREFIX
from freesheet.kit.editions import Edition
from freesheet.kit.periods import Period
from freesheet.public.masthead.keys import translations_key
from freesheet.public.stories import keys

if TYPE_CHECKING:
    from freesheet.public.stories.models import Story


def places_of(story: "Story", *, stated: Iterable[datetime]) -> dict[str, str | None]:
    """Owner → path of its own page and of the months of the log in which its corrections stand.

    stated      when each of its corrections was
    """
    places = {story.key: story.address if story.live else None}
    if not story.live:
        return places
    months = {Period.month_of(moment) for moment in stated}
    language = story.locale.language_code
    return places | {keys.CORRECTION_MONTH.of(language, month): log_month_path(language, month) for month in months}


def more_path(slug: str, language: str) -> str:
    """The fragment with the newest of a section, at the end of its stories."""
    return Edition(language).path(f"{PREFIX}more/{slug}/")


def log_path(language: str) -> str:
    """The page of an edition's newest corrections."""
    return Edition(language).path("/corrections/")


def log_month_path(language: str, month: Period) -> str:
    """The page of the corrections that were stated in a month."""
    return f"{log_path(language)}{month.path}/"


def lists_of(story: "Story", *, topics: Iterable[int], authors: Iterable[int], stated: Iterable[datetime]) -> set[str]:
    """Keys of all lists that show a story; none before readers have it.

    topics, authors     primary keys of what it is about and of who made it
    stated              when each of its corrections was
    """
    if not story.live or story.first_published_at is None:
        return set()
    language = story.locale.language_code
    return {
        keys.stories_key(language),
        keys.month_key(language, Period.month_of(story.first_published_at)),
        keys.section_key(story.section_id),
        translations_key(story.translation_key),
        keys.readable_key(story.pk),
        *([keys.retracted_key(language)] if story.retracted_at else []),
        *correction_lists(language, stated),
        *map(keys.topic_key, topics),
        *map(keys.author_key, authors),
    }


def correction_lists(language: str, stated: Iterable[datetime]) -> set[str]:
    """Keys of the lists in which corrections stated at these moments stand."""
    months = {Period.month_of(moment) for moment in stated}
    logs = {keys.corrections_month_key(language, month) for month in months}
    return logs | {keys.corrections_key(language)} if logs else set()
