"""Which lists a story stands in: derived from what it is, without a query of its own."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from freesheet.kit import clock
from freesheet.masthead.keys import translations_key
from freesheet.stories import keys

if TYPE_CHECKING:
    from freesheet.stories.models import Story


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
        keys.month_key(language, *clock.month_of(story.first_published_at)),
        keys.section_key(story.section_id),
        translations_key(story.translation_key),
        keys.readable_key(story.pk),
        *correction_lists(language, stated),
        *map(keys.topic_key, topics),
        *map(keys.author_key, authors),
    }


def correction_lists(language: str, stated: Iterable[datetime]) -> set[str]:
    """Keys of the lists in which corrections stated at these moments stand."""
    months = {clock.month_of(moment) for moment in stated}
    logs = {keys.corrections_month_key(language, *month) for month in months}
    return logs | {keys.corrections_key(language)} if logs else set()
