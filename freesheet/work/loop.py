"""The worker: claims what is due, does it, sleeps until rung or until the next row falls due.

Rule    a failing row, or a database that is away, never ends the loop
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import Error as DatabaseTrouble
from django.db import close_old_connections
from django.db.models import Min, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from freesheet.work import actions, schedule
from freesheet.work.kinds import Kind, registered
from freesheet.work.models import Due
from freesheet.work.schedule import Line
from freesheet.work.wake import Bell

log = logging.getLogger(__name__)
LONGEST_SLEEP_SECONDS = 30.0
AFTER_TROUBLE_SECONDS = 1.0


def run(stopping: Callable[[], bool], *, lines: list[Line], lane: str = "") -> None:
    """Work until stopping() is true, which is asked between batches and after every sleep.

    lines   of the schedule, which are kept; none in a lane that keeps no schedule
    lane    whose kinds are worked off; empty: all
    """
    kept = not lines
    with Bell(lane) as bell:
        while not stopping():
            close_old_connections()
            try:
                if not kept:
                    schedule.keep(lines)
                    kept = True
                sleep = 0.0 if _round(lane) else _until_next(lane)
            except DatabaseTrouble as trouble:
                log.warning("the database does not answer (%s); trying again", trouble)
                sleep = AFTER_TROUBLE_SECONDS
            bell.wait(sleep)


def drain(lane: str = "") -> int:
    """Do everything that is due now, in a lane or in all; returns how many batches it took (commands and tests)."""
    batches = 0
    while _round(lane):
        batches += 1
    return batches


def _round(lane: str = "") -> bool:
    """Work off one batch of every kind; returns whether there was any."""
    return sum(_work_off(kind) for kind in registered(lane)) > 0


def _claimable(kind: Kind) -> QuerySet[Due]:
    return kind.claimable() if kind.claimable else kind.model._default_manager.all()


def _claimed(kind: Kind) -> list[Due]:
    """A batch: what goes first, and some of what has waited longest, so that none waits for ever."""
    rows = _claimable(kind)
    if not kind.first_by:
        return actions.claim(rows, limit=kind.limit, lease_seconds=kind.lease_seconds)
    share = -(-3 * kind.limit // 4)
    first = actions.claim(rows, limit=share, lease_seconds=kind.lease_seconds, first_by=kind.first_by)
    if not first:
        return []
    waiting_longer = rows.filter(due_at__lt=first[0].due_at)
    return first + actions.claim(waiting_longer, limit=kind.limit - share, lease_seconds=kind.lease_seconds)


def _work_off(kind: Kind) -> bool:
    rows = _claimed(kind)
    if rows:
        try:
            kind.do(rows)
        except DatabaseTrouble:
            raise
        except Exception as problem:
            log.exception("a batch of %s failed", kind.name)
            for row in rows:
                actions.failed(row, f"{type(problem).__name__}: {problem}")
    return bool(rows)


def _until_next(lane: str) -> float:
    now = timezone.now()
    sleeps = [LONGEST_SLEEP_SECONDS]
    for kind in registered(lane):
        free_at = Greatest("due_at", Coalesce("lease_until", "due_at"))
        waiting = _claimable(kind).filter(due_at__isnull=False)
        if first := waiting.aggregate(first=Min(free_at))["first"]:
            sleeps.append((first - now) / timedelta(seconds=1))
    return max(0.0, min(sleeps))
