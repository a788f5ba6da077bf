"""What rooms ask of the press: order what changed, place what lives somewhere, pull what must go.

Rule    every row here is written in the caller's transaction; bytes change only after its commit
"""

import logging
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillPressing
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import Error as DatabaseTrouble
from django.db import connection, models, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Least
from django.utils import timezone

from freesheet.doors.press import order_log, store
from freesheet.doors.press.companions import Places, with_companions
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.owners import Rank, own_rank, rank_of
from freesheet.doors.press.pressing import press_together
from freesheet.doors.press.signals import sheets_changed
from freesheet.work import actions as work
from freesheet.work.wake import ring

log = logging.getLogger(__name__)
PUBLISHER_SECONDS = 1.0
OWN_LEASE_SECONDS = 10
"""After a crash what leads to the page waits so long at most (press.work.claimable)."""
STALE_TOGETHER, STALE_APART = 400, timedelta(seconds=10)
"""How the archive is pressed anew: so many sheets, then a pause in which news comes first."""


class PathTaken(Exception):
    """Another thing already lives at this path."""


def order(keys: set[str]) -> int:
    """Mark every sheet that shows one of these things as stale; returns how many.

    Committed with the caller's transaction: if that rolls back, nothing was ordered.
    """
    with transaction.atomic():
        order_log.announce()
        order_log.write(keys)
        shown = Sheet.objects.filter(status=Sheet.Status.OK, keys__key__in=keys).values("pk")
        count = _stale(Sheet.objects.filter(pk__in=shown), rank=rank_of(own=keys))
        transaction.on_commit(ring)
    return count


def place(places: Places) -> None:
    """Say where each owner lives now, and with it whatever goes along (press.companions); None is nowhere.

    A new path is pressed, the owner's older ones lead to it; nowhere answers 410 at all of them.
    raises  PathTaken when another owner lives there
    """
    with transaction.atomic():
        order_log.announce()
        complete = with_companions(places)
        standing = _standing(complete)
        for owner, path in complete.items():
            if path is None:
                _pull(owner)
            elif standing.get(path) != owner:
                _move(owner, path)
        transaction.on_commit(ring)


def place_apart(places: dict[str, str]) -> None:
    """Place what a new version brings to pages that stand already, due a few hundred at a time, as in stale_all.

    Each few hundred is a transaction: killed between them, the caller places what is still missing.
    """
    owners = list(places)
    for begin in range(0, len(owners), STALE_TOGETHER):
        together = owners[begin : begin + STALE_TOGETHER]
        with transaction.atomic():
            place({owner: places[owner] for owner in together})
            due_at = timezone.now() + STALE_APART * (begin // STALE_TOGETHER)
            Sheet.objects.filter(owner__in=together, pressed_at=None).update(due_at=due_at, rank=Rank.ANEW)


def place_new(places: dict[str, str], *, waiting: int = 0) -> None:
    """Say where many live that lived nowhere before, as an archive's stories do; pressed by and by, in this order.

    What goes along is placed where it is not there yet.

    waiting     how many others were placed so and should be pressed before these
    raises      IntegrityError when one of them, or another thing at one of the paths, was placed before
    """
    along = {owner: path for owner, path in with_companions(places).items() if path and owner not in places}
    there = set(Sheet.objects.filter(path__in=along.values()).values_list("path", flat=True))
    with transaction.atomic():
        order_log.announce()
        _write_new(places, waiting=waiting)
        _write_new({owner: path for owner, path in along.items() if path not in there}, waiting=waiting)
        place({owner: path for owner, path in along.items() if path in there})
        transaction.on_commit(ring)


def is_taken(path: str, *, owner: str) -> bool:
    """Whether another owner lives at path now."""
    return Sheet.objects.filter(path=path, status=Sheet.Status.OK).exclude(owner=owner).exists()


def redirect(path: str, *, owner: str, location: str) -> None:
    """Have an old address lead to where owner lives, as imported ones do; follows later moves."""
    with transaction.atomic():
        order_log.announce()
        _write(path, owner=owner, status=Sheet.Status.MOVED, location=location)
        transaction.on_commit(ring)


def stale_all(*, at_once: bool = True) -> int:
    """Have every page pressed again, as after a change of templates or of the site's address; returns how many.

    at_once     all are due now; else a few hundred at a time: first what is due already, then by rank, newest first
    What somebody changes meanwhile goes first. Some hundred are a transaction, for editors write meanwhile: killed
    between them, it is to be called again.
    """
    with transaction.atomic():
        order_log.announce()
        order_log.write({order_log.EVERYTHING})
        live = Sheet.objects.filter(status=Sheet.Status.OK)
        can_wait = Q(due_at=None) | Q(due_at__gt=timezone.now(), error="")
        sheets = list(live.filter(can_wait).order_by(rank_of(), "-pk").values_list("pk", flat=True))
        due = _stale(live.exclude(can_wait), rank=Value(Rank.ANEW))
    for begin in range(0, len(sheets), STALE_TOGETHER):
        wait = timedelta(0) if at_once else STALE_APART * (begin // STALE_TOGETHER)
        with transaction.atomic():
            _stale(live.filter(pk__in=sheets[begin : begin + STALE_TOGETHER]), rank=Value(Rank.ANEW), after=wait)
    ring()
    return due + len(sheets)


def soon(owner: str) -> None:
    """After commit, press this owner's live sheet in this process, waiting for it a second at most.

    It is claimed before: no worker, woken by the same commit, takes it into a batch.
    """
    claimed = work.claim(Sheet.objects.filter(owner=owner), limit=4, lease_seconds=OWN_LEASE_SECONDS)
    transaction.on_commit(lambda: _press_now(claimed))


def _stale(
    sheets: models.QuerySet[Sheet], *, rank: Case | Value, after: timedelta = timedelta(0), **changes: Any
) -> int:
    """Make sheets due; what is due already keeps its place in the queue, or it could be put off for ever."""
    now = timezone.now()
    due = Q(due_at__lte=now)
    return sheets.update(
        due_at=Case(When(due, then=F("due_at")), default=Value(now + after)),
        rank=Least(Case(When(due, then=F("rank")), default=Value(max(Rank))), rank),
        lease_until=None,
        attempts=0,
        error="",
        epoch=F("epoch") + 1,
        **changes,
    )


def _write(path: str, **fields: Any) -> None:
    store.file_of(path)  # refuses an unsafe path here, not in a worker at night
    Sheet.objects.get_or_create(path=path, defaults=fields)
    _stale(Sheet.objects.filter(path=path), rank=Value(own_rank(fields["owner"])), **fields)


def _standing(places: Places) -> dict[str, str]:
    """Who lives at these paths now, by path."""
    paths = [path for path in places.values() if path is not None]
    live = Sheet.objects.filter(path__in=paths, status=Sheet.Status.OK)
    return dict(live.values_list("path", "owner"))


def _write_new(places: Mapping[str, str], *, waiting: int) -> None:
    """Sheets of paths that nobody ever lived at, a few hundred due together."""
    now = timezone.now()
    for path in places.values():
        store.file_of(path)
    sheets = [
        Sheet(owner=owner, path=path, due_at=now + STALE_APART * (number // STALE_TOGETHER))
        for number, (owner, path) in enumerate(places.items(), start=waiting)
    ]
    Sheet.objects.bulk_create(sheets, batch_size=STALE_TOGETHER)
    Sheet.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(rank=rank_of())


def _move(owner: str, path: str) -> None:
    if taken_by := _standing({owner: path}).get(path):
        raise PathTaken(f"{path} belongs to {taken_by}, so {owner} cannot live there")
    older = Sheet.objects.filter(owner=owner).exclude(path=path)
    _stale(older, rank=Value(Rank.REST), status=Sheet.Status.MOVED, location=path)
    _write(path, owner=owner, status=Sheet.Status.OK, location="")


def _pull(owner: str) -> None:
    sheets = Sheet.objects.filter(owner=owner).exclude(status=Sheet.Status.GONE)
    if paths := list(sheets.values_list("path", flat=True)):
        _stale(sheets, rank=Value(own_rank(owner)), status=Sheet.Status.GONE, location="")
        transaction.on_commit(lambda: _remove_now(paths), robust=True)


def _remove_now(paths: list[str]) -> None:
    """The takedown itself, which waits for no worker: the rows stay due until one has seen to them.

    Removing needs no room, so a full disk keeps nothing up; the 410 then follows when there is room.
    """
    for path in paths:
        try:
            with transaction.atomic():
                still_gone = Sheet.objects.select_for_update().filter(path=path, status=Sheet.Status.GONE)
                if still_gone.exists():
                    store.remove(path)
                    store.bump()
                    store.prepare_gone(path).put()
        except (OSError, DatabaseTrouble):
            log.exception("a worker has to finish taking %s away", path)
    store.bump()
    sheets_changed.send(Sheet, paths=paths)


@cache
def _hand() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="own-sheet")


os.register_at_fork(after_in_child=_hand.cache_clear)  # threads stay with the parent


def _press_now(claimed: list[Sheet]) -> None:
    try:
        _hand().submit(_press, claimed).result(timeout=PUBLISHER_SECONDS)
    except StillPressing:
        ring()
    except Exception:
        log.exception("pressing %s at once failed; a worker will", claimed)  # it is saved, and due
        ring()


def _press(claimed: list[Sheet]) -> None:
    try:
        press_together(claimed)
        ring()  # what leads to a new page has waited for it
    finally:
        connection.close()
