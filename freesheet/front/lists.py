"""Lists of stories as pages show them, each in a fixed number of queries.

Called by   views, FrontPage.serve
Calls       press.recording, arrangement
Rule        whoever reads a list here touches the list's key here; cards touch their stories
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from freesheet.front.arrangement import Arrangement, Wish, arrange
from freesheet.kit import clock
from freesheet.masthead.models import Section
from freesheet.press.recording import touch
from freesheet.stories.models import Story, StoryQuerySet

if TYPE_CHECKING:
    from freesheet.front.models import FrontPage

NEWEST = 30
"""How many stories a section's, author's or topic's page shows; the months' pages show all."""
SECONDARY = 6
ROW = 4
MORE = 5
"""Four, and one more for the story that is itself among them."""


def newest_of(language: str, **which: object) -> StoryQuerySet:
    """An edition's stories as cards need them, newest first; which narrows them, as in filter()."""
    return Story.objects.readable(language).filter(**which).with_faces().defer("body").newest()


def front_arrangement(front: "FrontPage") -> Arrangement[Story, Section]:
    """The front page's stories in their places, in the edition's language."""
    language = front.locale.language_code
    touch(front.key, f"stories:{language}")
    chosen = [slot.story_id for slot in front.secondary.all()]
    above = 1 + max(SECONDARY, len(chosen))
    newest = list(Story.objects.readable(language).newest().values_list("pk", flat=True)[: above + len(chosen)])
    rows = _rows(front, language)
    ranked = _newest_by_section(language, rows, above=above)
    wanted = {front.lead_id or 0, *chosen, *newest, *(pk for pks in ranked.values() for pk in pks)}
    stories = {story.pk: story for story in newest_of(language, pk__in=wanted)}
    return arrange(
        Wish(stories.get(front.lead_id or 0), _those(stories, chosen), rows),
        newest=_those(stories, newest),
        by_section={section: _those(stories, ranked.get(section.pk, [])) for section, _ in rows},
        secondary=SECONDARY,
    )


def _rows(front: "FrontPage", language: str) -> list[tuple[Section, int]]:
    """The editor's rows; without any, every section in the navigation's order."""
    rows = [(row.section, row.count) for row in front.rows.select_related("section__locale")]
    if not rows:
        touch(f"sections:{language}")
        sections = Section.objects.select_related("locale").filter(locale__language_code=language)
        rows = [(section, ROW) for section in sections]
    touch(*(section.key for section, _ in rows), *(f"stories:section:{section.pk}" for section, _ in rows))
    return rows


def _newest_by_section(language: str, rows: list[tuple[Section, int]], *, above: int) -> dict[int, list[int]]:
    """Ids of each section's newest: as many as its row shows and as may stand above it already."""
    most = max((count for _, count in rows), default=0) + above
    rank = Window(RowNumber(), partition_by=F("section_id"), order_by=[F("first_published_at").desc(), F("pk").desc()])
    newest = (
        Story.objects.readable(language)
        .filter(section__in=[section.pk for section, _ in rows])
        .annotate(rank=rank)
        .filter(rank__lte=most)
        .order_by("rank")
        .values_list("section_id", "pk")
    )
    ranked: dict[int, list[int]] = {}
    for section, pk in newest:
        ranked.setdefault(section, []).append(pk)
    return ranked


def _those(stories: dict[int, Story], pks: Iterable[int]) -> list[Story]:
    return [stories[pk] for pk in pks if pk in stories]


def months_of(language: str, **which: object) -> list[datetime]:
    """First moments of the months that have such stories, newest first, in the newsroom's zone."""
    zone = timezone.get_default_timezone()
    stories = Story.objects.readable(language).filter(**which)
    return list(stories.datetimes("first_published_at", "month", order="DESC", tzinfo=zone))


def month_key(language: str, year: int, month: int) -> str:
    return f"stories:{language}:{year}-{month:02}"


def stories_of_month(language: str, year: int, month: int) -> list[Story]:
    """All of a month, newest first, as lines need them; raises ValueError for no month."""
    touch(month_key(language, year, month))
    first, following = clock.month_range(year, month)
    stories = Story.objects.readable(language).filter(first_published_at__gte=first, first_published_at__lt=following)
    return list(stories.select_related("section", "locale").defer("body").newest())
