"""Removing readers' files: at once when a picture is pulled or deleted, late when it was only replaced.

Rule    a file goes with the last row that names it; the row stays until it has gone
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from freesheet.doors.press import store
from freesheet.doors.press.models import Sheet
from freesheet.public.pictures.files.making import one_at_a_time
from freesheet.public.pictures.files.published import PublishedFile
from freesheet.public.pictures.models import Picture
from freesheet.work import actions as work
from freesheet.work.wake import ring

LOOK_AGAIN_AFTER = timedelta(minutes=1)


def remove_all(picture: Picture) -> None:
    """Have every file of a picture go when the transaction commits; a worker sees to what a crash leaves."""
    rows = list(PublishedFile.objects.filter(picture=picture))
    PublishedFile.objects.filter(picture=picture).update(due_at=timezone.now(), lease_until=None, error="")
    transaction.on_commit(lambda: remove(rows), robust=True)
    transaction.on_commit(ring)


def remove(rows: list[PublishedFile]) -> None:
    """Remove rows, and their files but those that other rows name."""
    with transaction.atomic():
        one_at_a_time()
        PublishedFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
        paths = {row.path for row in rows}
        paths -= set(PublishedFile.objects.filter(path__in=paths).values_list("path", flat=True))
        for path in paths:
            store.forget(path)


def remove_due(rows: list[PublishedFile]) -> None:
    """End each of a claimed batch: gone, or later while a page that shows its picture waits to be pressed."""
    waiting = [row for row in rows if row.picture and not row.picture.pulled_at and _waits(row.picture)]
    for row in waiting:
        work.later(row, timezone.now() + LOOK_AGAIN_AFTER)
    remove([row for row in rows if row not in waiting])


def _waits(picture: Picture) -> bool:
    return Sheet.objects.filter(keys__key=picture.key, due_at__isnull=False).exists()
