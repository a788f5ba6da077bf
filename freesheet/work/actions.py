"""Claiming due rows, and saying how it went.

Rule    every ending names the epoch it was claimed at: who lost the row changes nothing
Source  PostgreSQL, SELECT … FOR UPDATE SKIP LOCKED; SQLite, BEGIN IMMEDIATE
"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from freesheet.work.models import Due

Row = TypeVar("Row", bound=Due)
FIRST_RETRY_SECONDS = 5
LONGEST_RETRY_SECONDS = 3600


@transaction.atomic
def claim(rows: models.QuerySet[Row], *, limit: int, lease_seconds: int, first_by: str = "") -> list[Row]:
    """Take up to limit due rows for lease_seconds; no other worker gets them meanwhile.

    first_by    a field with choices: only rows of the first of these that any is due of, so that what goes first is
                ended without waiting for others; among equals, and without it, the oldest go first
    """
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    ready = rows.filter(free, due_at__lte=now).order_by("due_at", "pk").select_for_update(skip_locked=True)
    claimed = next(filter(None, (list(some[:limit]) for some in _by_turns(ready, first_by))), [])
    until = now + timedelta(seconds=lease_seconds)
    rows.model._default_manager.filter(pk__in=[row.pk for row in claimed]).update(
        lease_until=until, epoch=F("epoch") + 1
    )
    for row in claimed:
        row.lease_until, row.epoch = until, row.epoch + 1
    return claimed


def _by_turns(rows: models.QuerySet[Row], first_by: str) -> Iterator[models.QuerySet[Row]]:
    """Rows of one choice after the other: sorted by it, SQLite would read all that are due."""
    if not first_by:
        yield rows
        return
    field: Any = rows.model._meta.get_field(first_by)
    for value, _ in field.flatchoices:
        yield rows.filter(**{first_by: value})


def hold(row: Due, seconds: int) -> bool:
    """Keep a claimed row for so long from now; False if it was not ours any more, and then it is not to be done."""
    until = timezone.now() + timedelta(seconds=seconds)
    return bool(type(row)._default_manager.filter(pk=row.pk, epoch=row.epoch).update(lease_until=until))


def give_back(rows: Sequence[Due]) -> None:
    """Have claimed rows that were not ended be anybody's again at once."""
    for row in rows:
        type(row)._default_manager.filter(pk=row.pk, epoch=row.epoch).update(lease_until=None)


def _end(row: Due, **changes: Any) -> bool:
    ours = type(row)._default_manager.filter(pk=row.pk, epoch=row.epoch)
    return bool(ours.update(lease_until=None, **changes))


def done(row: Due, **changes: Any) -> bool:
    """Nothing is due any more; changes are written along. False if the row was not ours any more."""
    return _end(row, due_at=None, attempts=0, error="", **changes)


def later(row: Due, at: datetime, **changes: Any) -> bool:
    """Went well, and is due again at that time; as in done."""
    return _end(row, due_at=at, attempts=0, error="", **changes)


def failed(row: Due, error: str) -> bool:
    """Went wrong: due again after a pause that doubles each time, up to an hour."""
    pause = min(FIRST_RETRY_SECONDS * 2**row.attempts, LONGEST_RETRY_SECONDS)
    at = timezone.now() + timedelta(seconds=pause * random.uniform(1.0, 1.25))  # noqa: S311 (spreads retries)
    return _end(row, due_at=at, attempts=row.attempts + 1, error=error[:2000])
