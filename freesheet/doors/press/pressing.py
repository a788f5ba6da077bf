"""Pressing: stale sheets become the bytes that readers get.

News    sheets_changed, pressing_failed
Rule    a render counts if nothing that it shows was ordered before the sheet could be found by it (decision 2)
"""

import hashlib
import logging
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from django.db import transaction
from django.utils import timezone

from freesheet.doors.press import order_log, store
from freesheet.doors.press.models import Sheet, SheetKey
from freesheet.doors.press.rendering.ahead import read_ahead
from freesheet.doors.press.rendering.as_of import stamped, with_comment
from freesheet.doors.press.rendering.fragments import is_fragment
from freesheet.doors.press.rendering.recording import PageKeys, recording
from freesheet.doors.press.rendering.render import render
from freesheet.doors.press.rendering.shared import Moment, ordered_since, sharing
from freesheet.doors.press.signals import pressing_failed, sheets_changed
from freesheet.work import actions as work

log = logging.getLogger(__name__)
RENDERS_AT_MOST = 4
WRITERS = 2


class Outcome(Enum):
    PRESSED = "pressed"
    SAME = "same"
    LOST = "lost"
    FAILED = "failed"


@dataclass
class Page:
    """A claimed sheet on its way to readers.

    registered  keys by which orders find it
    status      200, 301 or 410 as readers will get it
    keys, body  what it shows, and its bytes before they are stamped, by the last render
    file        the bytes beside their place; None where readers have the same already
    """

    sheet: Sheet
    registered: set[str]
    status: int = Sheet.Status.OK
    keys: PageKeys = field(default_factory=PageKeys)
    body: bytes = b""
    as_of: int = 0
    digest: str = ""
    file: store.Prepared | None = None
    problem: Exception | None = None

    @property
    def new_keys(self) -> set[str]:
        return self.keys - self.registered

    def render(self, moment: Moment) -> None:
        """Find out what it shows; a page that there is no more is gone."""
        self.as_of, self.status = moment.as_of, self.sheet.status
        if self.status == Sheet.Status.OK:
            with recording() as self.keys:
                body = render(self.sheet.path)
            self.body = b"" if body is None else with_comment(body) if is_fragment(self.sheet.path) else body
            self.status = Sheet.Status.GONE if body is None else Sheet.Status.OK

    def write(self) -> None:
        """Have its bytes on the disk, where no reader gets them yet, unless they are there."""
        self.digest = digest_of(self)
        if self.digest != self.sheet.digest or not _is_there(self):
            self.file = _prepared(self, stamped(self.body, self.as_of))

    def put(self) -> Outcome:
        """Give readers the bytes, in the transaction that settles the sheet."""
        changes = {"status": self.status, "digest": self.digest, "pressed_at": timezone.now()}
        if not _settle(self, changes if self.file else {}):
            self.drop()
            return Outcome.LOST
        if self.file:
            self.file.put()
        return Outcome.PRESSED if self.file else Outcome.SAME

    def drop(self) -> None:
        """Forget what was written beside its place."""
        if self.file:
            self.file.drop()

    def fail(self) -> Outcome:
        """What readers have stays; somebody tries again, and the desk says why."""
        log.error("pressing %s failed", self.sheet.path, exc_info=self.problem)
        work.failed(self.sheet, f"{type(self.problem).__name__}: {self.problem}")
        pressing_failed.send(Sheet, sheet=self.sheet)
        return Outcome.FAILED


def press(sheet: Sheet) -> Outcome:
    """Make a claimed sheet's bytes what the rows say now; never raises for a page's own failure.

    LOST means that the sheet was ordered again, or claimed by another, while we worked: nothing was written.
    """
    return press_together([sheet])[0]


def press_together(sheets: Sequence[Sheet]) -> list[Outcome]:
    """The same for several, in as few transactions as for one; what one of them fails at stops no other."""
    if not sheets:
        return []
    pages = _pages(sheets)
    _render(pages)
    list(_writers().map(_try_to_write, (page for page in pages if not page.problem)))
    outcomes = _put([page for page in pages if not page.problem])
    return [outcomes[page.sheet.pk] if page.sheet.pk in outcomes else page.fail() for page in pages]


def _pages(sheets: Sequence[Sheet]) -> list[Page]:
    registered: dict[int, set[str]] = {sheet.pk: set() for sheet in sheets}
    for pk, key in SheetKey.objects.filter(sheet__in=list(registered)).values_list("sheet", "key"):
        registered[pk].add(key)
    return [Page(sheet, registered[sheet.pk]) for sheet in sheets]


def _render(pages: Iterable[Page]) -> None:
    """Render each page until orders would find it by all that it shows; what a page fails at is noted on it."""
    waiting = list(pages)
    for _ in range(RENDERS_AT_MOST):
        with sharing() as moment, read_ahead(page.sheet.owner for page in waiting):
            for page in waiting:
                try:
                    page.render(moment)
                except Exception as problem:  # noqa: BLE001 (said by fail)
                    page.problem = problem
        waiting = _register([page for page in waiting if page.new_keys and not page.problem], moment)
        if not waiting:
            return
    for page in waiting:
        page.problem = RuntimeError(f"{page.sheet.path} shows something else at every render")


def _register(pages: list[Page], moment: Moment) -> list[Page]:
    """Have orders of what pages show find them; those that one has missed since they were rendered."""
    if not pages:
        return []
    with transaction.atomic():
        order_log.wait_for_open_orders()
        keys = [SheetKey(sheet=page.sheet, key=key) for page in pages for key in sorted(page.new_keys)]
        SheetKey.objects.bulk_create(keys, ignore_conflicts=True)
        overtaken = [page for page in pages if ordered_since(moment, page.new_keys)]
    for page in pages:
        page.registered |= page.keys
    return overtaken


@cache
def _writers() -> ThreadPoolExecutor:
    """Compressing and waiting for the disk hold no lock of Python's."""
    return ThreadPoolExecutor(WRITERS, thread_name_prefix="writer")


os.register_at_fork(after_in_child=_writers.cache_clear)  # threads stay with the parent


def _try_to_write(page: Page) -> None:
    try:
        page.write()
    except Exception as problem:  # noqa: BLE001 (said by fail)
        page.problem = problem


def _put(pages: list[Page]) -> dict[int, Outcome]:
    """Settle the sheets and give readers their bytes, all in one transaction; how it went, by the sheet's key.

    Where that fails, each is tried alone: one that fails again is left out, and says why.
    """
    try:
        with transaction.atomic():
            outcomes = {page.sheet.pk: page.put() for page in pages}
            if Outcome.PRESSED in outcomes.values():
                store.bump()  # before the commit: killed between the two, it is all done again
    except BaseException as problem:
        for page in pages:
            page.drop()
        if not isinstance(problem, Exception):
            raise
        return _put_alone(pages, problem)
    if paths := [page.sheet.path for page in pages if outcomes[page.sheet.pk] is Outcome.PRESSED]:
        sheets_changed.send(Sheet, paths=paths)
    return outcomes


def _put_alone(pages: list[Page], problem: Exception) -> dict[int, Outcome]:
    if len(pages) == 1:
        pages[0].problem = problem
        return {}
    outcomes: dict[int, Outcome] = {}
    for page in pages:
        _try_to_write(page)
        outcomes |= {} if page.problem else _put([page])
    return outcomes


def digest_of(page: Page) -> str:
    """BLAKE2b-128 over status, location and body, in hexadecimal."""
    head = f"{page.status} {page.sheet.location}\n".encode()
    return hashlib.blake2b(head + page.body, digest_size=16).hexdigest()


def _settle(page: Page, changes: dict[str, object]) -> bool:
    """Nothing is due before what it shows ends, and what it shows no more is forgotten; False if it was lost."""
    sheet, keys = page.sheet, page.keys
    settled = work.later(sheet, keys.until, **changes) if keys.until else work.done(sheet, **changes)
    if settled and page.registered - keys:
        sheet.keys.exclude(key__in=keys).delete()
    return settled


def _prepared(page: Page, body: bytes) -> store.Prepared:
    match page.status:
        case Sheet.Status.MOVED:
            return store.prepare_moved(page.sheet.path, page.sheet.location)
        case Sheet.Status.GONE:
            return store.prepare_gone(page.sheet.path)
    return store.prepare(page.sheet.path, body)


def _is_there(page: Page) -> bool:
    suffix = {Sheet.Status.MOVED: store.MOVED, Sheet.Status.GONE: store.GONE}.get(Sheet.Status(page.status), "")
    file = store.file_of(page.sheet.path)
    return file.with_name(file.name + suffix).exists()
