"""What many pages show alike is made once, and kept in the process's memory until something that it shows is ordered.

Owns    shared, and sharing, within which it keeps anything; SharedParts
Rule    what is kept depends on its name, the language and rows alone; it is no older than the moment at which
        the render around it began, so a page with it has the bytes of one that was rendered from nothing
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import get_language

from freesheet.doors.press.order_log import EVERYTHING, OrderLog
from freesheet.doors.press.rendering.as_of import now
from freesheet.doors.press.rendering.recording import PageKeys, note_part, recording_part

T = TypeVar("T")
KEPT_PARTS = 4_096


@dataclass(frozen=True)
class Part:
    """Something that was made, with the keys of what pages follow of it, and of all that it is made of."""

    value: Any
    followed: PageKeys
    made_of: PageKeys

    @property
    def is_over(self) -> bool:
        return self.made_of.until is not None and self.made_of.until <= timezone.now()


class SharedParts:
    """A process's parts, those that were used last; forgets each when one of its keys is ordered."""

    def __init__(self) -> None:
        self._log = OrderLog()
        self._lock = Lock()
        self._read_to = 0
        self._parts: OrderedDict[Hashable, Part] = OrderedDict()
        self._names: dict[str, set[Hashable]] = {}

    def read_orders(self) -> int:
        """Forget what is stale by what was ordered until now; returns the position up to which that is known."""
        position = self._log.read()
        with self._lock:
            for key in self._log.keys_since(self._read_to):
                for name in list(self._parts if key == EVERYTHING else self._names.get(key, ())):
                    self._forget(name)
            self._read_to = position
        return position

    def ordered_since(self, position: int) -> set[str]:
        """Keys that were ordered behind a position, by transactions that have ended by now."""
        self._log.read()
        return self._log.keys_since(position)

    def find(self, name: Hashable) -> Part | None:
        with self._lock:
            part = self._parts.get(name)
            if part is not None:
                self._parts.move_to_end(name)
        return None if part is None or part.is_over else part

    def keep(self, name: Hashable, part: Part, *, since: int) -> None:
        """Keep what was made from rows as they were at a position or later, unless it is stale already."""
        with self._lock:
            ordered = self._log.keys_since(since)
            if EVERYTHING in ordered or not ordered.isdisjoint(part.made_of):
                return
            self._forget(name)
            self._parts[name] = part
            for key in part.made_of:
                self._names.setdefault(key, set()).add(name)
            while len(self._parts) > KEPT_PARTS:
                self._forget(next(iter(self._parts)))

    def _forget(self, name: Hashable) -> None:
        part = self._parts.pop(name, None)
        for key in part.made_of if part else ():
            names = self._names[key]
            names.discard(name)
            if not names:
                del self._names[key]


@dataclass(frozen=True)
class Moment:
    """Renders that begin in it know at least what was ordered before.

    as_of       press.rendering.as_of's number of it
    position    in the order log
    """

    as_of: int
    position: int


parts = SharedParts()
_moment: ContextVar[Moment | None] = ContextVar("moment", default=None)


@contextmanager
def sharing() -> Iterator[Moment]:
    """Let what is rendered inside, in as many pages as there are, share parts with all that this process renders.

    Not inside a transaction: what it has written could be rolled back.
    """
    number = now()  # before anything is read
    moment = Moment(number, parts.read_orders())
    token = _moment.set(moment)
    try:
        yield moment
    finally:
        _moment.reset(token)


def is_sharing() -> bool:
    return _moment.get() is not None


def ordered_since(moment: Moment, keys: set[str]) -> bool:
    """Whether one of these keys was ordered after a moment, by a transaction that has ended by now."""
    ordered = parts.ordered_since(moment.position)
    return EVERYTHING in ordered or not ordered.isdisjoint(keys)


def is_kept(name: Hashable) -> bool:
    """Whether shared() need not make it, so that what it would be made from need not be read."""
    return is_sharing() and parts.find((get_language(), name)) is not None


def shared(name: Hashable, make: Callable[[], T]) -> T:
    """What make() gives, which whoever gets it leaves as it is; the page being rendered shows it.

    name    says all that it depends on besides the language and the rows whose keys are touched while it is made
    """
    moment = _moment.get()
    if moment is None:
        return make()
    name = (get_language(), name)
    part = parts.find(name)
    if part is None:
        with recording_part() as (followed, made_of):
            value = make()
        part = Part(value, followed, made_of)
        parts.keep(name, part, since=moment.position)
    note_part(part.followed, part.made_of)
    return part.value
