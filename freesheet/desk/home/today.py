"""Today's plan: what came out today, what comes and goes by itself, and when; in the newsroom's zone.

Rule    SOURCES is where another kind of entry is added; each is a fixed number of queries
Rule    what readers do not have is planned in front of those alone who may edit it
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from wagtail.models import Revision

from freesheet.desk.home.overview import STORIES_READ, Desk
from freesheet.kit.periods import in_zone
from freesheet.public.stories.models import Story
from freesheet.public.stories.permissions import pages_editable_by

PUBLISHED_ROWS = 3
"""Of what came out today, the newest; the rest is in the list of stories."""
PLAN_ENTRIES = 12
"""Of what is still to come, the soonest."""


@dataclass(frozen=True)
class Entry:
    """One line of the plan.

    kind        "out": was published, "comes": will be, "goes": will be unpublished, "planned": somebody wants it then
    address     where readers find it, if they do
    """

    at: datetime
    kind: str
    title: str
    pk: int
    address: str | None = None


@dataclass(frozen=True)
class Plan:
    """
    today       everything of today, in order of time
    later       what is to come after today, soonest first
    more        how many came out today besides those shown
    opens       of all these, whose forms this member of staff may save
    """

    today: list[Entry]
    later: list[Entry]
    more: int
    opens: set[int]


def day_of(moment: datetime) -> tuple[datetime, datetime]:
    """First moments of that day and of the next, in the newsroom's zone."""
    local = in_zone(moment)
    first = local.replace(hour=0, minute=0, second=0, microsecond=0)
    noon_after = first.replace(hour=12) + timedelta(days=1)  # wall time: a day may have 23 or 25 hours
    return first, noon_after.replace(hour=0)


def plan(desk: Desk, now: datetime) -> Plan:
    first, following = day_of(now)
    out = _out(first, following)
    came = out[:PUBLISHED_ROWS]
    candidates = list(chain.from_iterable(source(desk, now) for source in SOURCES))
    opens = pages_editable_by(desk.permissions.user, [entry.pk for entry in (*came, *candidates)])
    readable = [entry for entry in candidates if entry.kind == "goes" or entry.pk in opens]
    coming = sorted(readable, key=lambda entry: entry.at)
    today = sorted([*came, *(entry for entry in coming if entry.at < following)], key=lambda entry: entry.at)
    later = [entry for entry in coming if entry.at >= following][:PLAN_ENTRIES]
    return Plan(today, later, more=len(out) - len(came), opens=opens)


def _out(first: datetime, following: datetime) -> list[Entry]:
    """What was first published between these moments, newest first."""
    stories = Story.objects.live().filter(first_published_at__gte=first, first_published_at__lt=following)
    rows = stories.select_related("locale").defer("body").newest()
    return [Entry(story.published_at, "out", story.title, story.pk, story.address) for story in rows]


def _comes(desk: Desk, now: datetime) -> Iterable[Entry]:
    hours = Revision.objects.filter(approved_go_live_at__gt=now, base_content_type__model="page")
    rows = hours.order_by("approved_go_live_at").values_list("approved_go_live_at", "object_str", "object_id")
    return [Entry(at, "comes", title, int(pk)) for at, title, pk in rows[:STORIES_READ]]


def _goes(desk: Desk, now: datetime) -> Iterable[Entry]:
    expiring = [(change.expire_at, change) for change in desk.changes if change.live and change.expire_at]
    return [Entry(at, "goes", change.title, change.pk) for at, change in expiring if at > now]


def _planned(desk: Desk, now: datetime) -> Iterable[Entry]:
    """What is not out yet and wanted from the beginning of today on: also when its hour has passed."""
    wanted = Story.objects.not_live().filter(planned_at__gte=day_of(now)[0]).order_by("planned_at")
    rows = wanted.values_list("planned_at", "draft_title", "pk")
    return [Entry(at, "planned", title, pk) for at, title, pk in rows[:STORIES_READ]]


SOURCES: tuple[Callable[[Desk, datetime], Iterable[Entry]], ...] = (_comes, _goes, _planned)
