"""What the News Feed shows, in a fixed number of queries.

Rule    whoever reads a list here touches the list's key here, and each brief with what it shows
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from freesheet.doors.press.rendering.recording import touch
from freesheet.public.newsfeed.keys import briefs_key
from freesheet.public.newsfeed.models import PINNED_AT_MOST, Brief
from freesheet.public.newsfeed.pages import DayPage
from freesheet.public.stories.models import Story

RAIL_BRIEFS = 10
PAGE_BRIEFS = 50
NEIGHBOUR_DAYS = 30
"""Days: how far the link to the day before or after reaches, so that a page follows a bounded number of lists."""


def newest(language: str, count: int) -> list[Brief]:
    """An edition's briefs, the pinned first, then the newest."""
    touch(briefs_key(language))
    briefs = Brief.objects.readable(language).with_faces()
    pinned = list(briefs.exclude(pinned_at=None).order_by("-pinned_at")[:PINNED_AT_MOST])
    others = briefs.exclude(pk__in=[brief.pk for brief in pinned]).newest()[: count - len(pinned)]
    return _touched([*pinned, *others])


def briefs_on(story: Story, count: int) -> list[Brief]:
    """The newest briefs that point to a story."""
    language = story.locale.language_code
    touch(briefs_key(language))
    return _touched(list(Brief.objects.readable(language).filter(story=story).with_faces().newest()[:count]))


def by_day(briefs: Iterable[Brief]) -> list[tuple[DayPage, list[Brief]]]:
    """Briefs, newest first, under their days."""
    return [(day, list(group)) for day, group in groupby(briefs, key=lambda brief: brief.day)]


def briefs_of(day: DayPage) -> list[Brief]:
    """All of a day, newest first."""
    touch(day.list_key)
    briefs = Brief.objects.readable(day.language).filter(posted_at__gte=day.period.first, posted_at__lt=day.period.end)
    return _touched(list(briefs.with_faces().newest()))


def _touched(briefs: list[Brief]) -> list[Brief]:
    for brief in briefs:
        touch(*brief.shown_keys())
    return briefs


def day_before(day: DayPage) -> DayPage | None:
    """The last day before it that has briefs, if it is not a month away."""
    earlier = Brief.objects.readable(day.language).filter(
        posted_at__lt=day.period.first, posted_at__gte=day.period.first - timedelta(days=NEIGHBOUR_DAYS)
    )
    return _neighbour(day, earlier.order_by("-posted_at").values_list("posted_at", flat=True).first(), step=-1)


def day_after(day: DayPage) -> DayPage | None:
    """The next day that has briefs, if it is not a month away."""
    later = Brief.objects.readable(day.language).filter(
        posted_at__gte=day.period.end, posted_at__lt=day.period.end + timedelta(days=NEIGHBOUR_DAYS)
    )
    return _neighbour(day, later.order_by("posted_at").values_list("posted_at", flat=True).first(), step=1)


def _neighbour(day: DayPage, moment: datetime | None, *, step: int) -> DayPage | None:
    """The day of moment; touches every day's list on the way there, so that one that begins is noticed."""
    found = DayPage.of(day.language, moment) if moment else None
    for distance in range(1, NEIGHBOUR_DAYS + 1):
        between = DayPage(day.language, day.period.later(step * distance))
        touch(between.list_key)
        if between == found:
            break
    return found
