"""Pressing: a stale sheet becomes the bytes that readers get.

News    sheets_changed, pressing_failed
Rule    keys are registered before the render that counts, so no order between the two is missed
"""

import hashlib
import logging
from enum import Enum

from django.db import connection, transaction
from django.utils import timezone

from freesheet.doors.press import store
from freesheet.doors.press.models import Sheet, SheetKey
from freesheet.doors.press.rendering.as_of import stamped, with_comment
from freesheet.doors.press.rendering.fragments import is_fragment
from freesheet.doors.press.rendering.recording import PageKeys, recording
from freesheet.doors.press.rendering.render import render
from freesheet.doors.press.signals import pressing_failed, sheets_changed
from freesheet.work import actions as work

log = logging.getLogger(__name__)
ORDERS_LOCK = 0x46524545  # any number of ours: PostgreSQL's advisory lock between orders and presses
RENDERS_AT_MOST = 4


class Outcome(Enum):
    PRESSED = "pressed"
    SAME = "same"
    LOST = "lost"
    FAILED = "failed"


def wait_for_open_orders() -> None:
    """Inside a transaction: go on only when every order begun before has committed.

    SQLite's IMMEDIATE transactions are one at a time, so there it holds by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ORDERS_LOCK])


def press(sheet: Sheet) -> Outcome:
    """Make a claimed sheet's bytes what the rows say now; never raises for a page's own failure.

    LOST means that the sheet was ordered again, or claimed by another, while we worked: nothing was written.
    """
    try:
        body, shown = _rendered(sheet) if sheet.status == Sheet.Status.OK else (b"", PageKeys())
        if body is None:
            sheet.status, body = Sheet.Status.GONE, b""
        return _put(sheet, body, shown)
    except Exception as problem:
        log.exception("pressing %s failed", sheet.path)
        work.failed(sheet, f"{type(problem).__name__}: {problem}")
        pressing_failed.send(Sheet, sheet=sheet)
        return Outcome.FAILED


def _rendered(sheet: Sheet) -> tuple[bytes | None, PageKeys]:
    """The body, or None where there is no such page any more; and what it shows."""
    registered = set(sheet.keys.values_list("key", flat=True))
    for _ in range(RENDERS_AT_MOST):
        with recording() as shown:
            body = render(sheet.path)
        if body is not None and is_fragment(sheet.path):
            body = with_comment(body)
        if shown <= registered:
            return body, shown
        _register(sheet, shown - registered)
        registered |= shown
    raise RuntimeError(f"{sheet.path} shows something else at every render")


def _register(sheet: Sheet, keys: set[str]) -> None:
    with transaction.atomic():
        wait_for_open_orders()
        SheetKey.objects.bulk_create([SheetKey(sheet=sheet, key=key) for key in sorted(keys)], ignore_conflicts=True)


def digest_of(sheet: Sheet, body: bytes) -> str:
    """BLAKE2b-128 over status, location and body, in hexadecimal."""
    head = f"{sheet.status} {sheet.location}\n".encode()
    return hashlib.blake2b(head + body, digest_size=16).hexdigest()


def _put(sheet: Sheet, body: bytes, keys: PageKeys) -> Outcome:
    digest = digest_of(sheet, body)
    if digest == sheet.digest and _is_there(sheet):
        with transaction.atomic():
            return Outcome.SAME if _settle(sheet, keys) else Outcome.LOST
    prepared = _prepared(sheet, stamped(body, keys.as_of))
    try:
        with transaction.atomic():
            if not _settle(sheet, keys, status=sheet.status, digest=digest, pressed_at=timezone.now()):
                prepared.drop()
                return Outcome.LOST
            prepared.put()
            store.bump()  # before the commit: killed between the two, it is all done again
    except BaseException:
        prepared.drop()
        raise
    sheets_changed.send(Sheet, paths=[sheet.path])
    return Outcome.PRESSED


def _settle(sheet: Sheet, keys: PageKeys, **changes: object) -> bool:
    """Nothing is due before what it shows ends, and what it shows no more is forgotten; False if it was lost."""
    settled = work.later(sheet, keys.until, **changes) if keys.until else work.done(sheet, **changes)
    if settled:
        sheet.keys.exclude(key__in=keys).delete()
    return settled


def _prepared(sheet: Sheet, body: bytes) -> store.Prepared:
    match sheet.status:
        case Sheet.Status.MOVED:
            return store.prepare_moved(sheet.path, sheet.location)
        case Sheet.Status.GONE:
            return store.prepare_gone(sheet.path)
    return store.prepare(sheet.path, body)


def _is_there(sheet: Sheet) -> bool:
    suffix = {Sheet.Status.MOVED: store.MOVED, Sheet.Status.GONE: store.GONE}.get(Sheet.Status(sheet.status), "")
    file = store.file_of(sheet.path)
    return file.with_name(file.name + suffix).exists()
