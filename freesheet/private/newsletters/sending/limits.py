"""No more than so many mails of an issue in any hour or second, whoever sends and however often they start anew.

Rule    what left in a slice of time counts until the whole slice is past: every sliding window holds (promise 7)
"""

import time
from datetime import datetime

from django.db.models import F, Sum

from freesheet.doors.mailroom.relay.pace import Pace
from freesheet.private.newsletters.models import Bucket, Issue

LIMIT_SLICE_SECONDS = 20
HOUR_SECONDS = 3600
SLICES = HOUR_SECONDS // LIMIT_SLICE_SECONDS


def room(issue: Issue) -> int | None:
    """How many may leave now; None: as many as you like. The issue's row is locked by the caller."""
    if not issue.an_hour:
        return None
    since = _slice() - SLICES
    spent = Bucket.objects.filter(scope=_scope(issue), slice__gte=since).aggregate(all=Sum("count"))["all"] or 0
    return max(0, issue.an_hour - spent)


def spend(issue: Issue, count: int) -> None:
    """Note that so many leave now; what is past is forgotten."""
    if issue.an_hour and count:
        bucket, _made = Bucket.objects.get_or_create(scope=_scope(issue), slice=_slice())
        Bucket.objects.filter(pk=bucket.pk).update(count=F("count") + count)
        Bucket.objects.filter(scope=_scope(issue), slice__lt=_slice() - SLICES).delete()


_kept: dict[tuple[int, int], tuple[datetime | None, Pace]] = {}


def pace(issue: Issue) -> Pace | None:
    """By the second; the one kept, if nobody else has sent of it since: else the last second counts as full."""
    if not issue.a_second:
        return None
    seen_at, kept = _kept.get((issue.pk, issue.a_second), (None, None))
    return kept if kept and seen_at == issue.seen_at else Pace(issue.a_second)


def keep(issue: Issue, pace: Pace | None) -> None:
    """Of the issue sent last."""
    if pace:
        _kept.clear()
        _kept[issue.pk, issue.a_second] = (issue.seen_at, pace)


def _slice() -> int:
    return int(time.time()) // LIMIT_SLICE_SECONDS


def _scope(issue: Issue) -> str:
    return issue.key
