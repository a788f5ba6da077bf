"""Rows that several pages are about, read together before the pages are rendered one after the other.

Rule    each is given once, for a page may keep on it what it has found out; whoever is given none reads it
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from freesheet.doors.press.owners import OwnerKind

ReadAhead = Callable[[list[str]], dict[str, Any]]
_readers: dict[OwnerKind, ReadAhead] = {}
_rows: ContextVar[dict[str, Any] | None] = ContextVar("rows_ahead", default=None)


def register(kind: OwnerKind, read: ReadAhead) -> None:
    """Have read(which) give the rows of some owners of a kind, each by the path of its page; which as in kind.of."""
    _readers[kind] = read


@contextmanager
def read_ahead(owners: Iterable[str]) -> Iterator[None]:
    """Read what the pages of these owners are about, and pages that go along with theirs."""
    owners = list(owners)
    rows: dict[str, Any] = {}
    for kind, read in _readers.items():
        which = list(dict.fromkeys(one for owner in owners if (one := kind.which_of(owner))))
        if len(which) > 1:
            rows |= read(which)
    token = _rows.set(rows)
    try:
        yield
    finally:
        _rows.reset(token)


def row_at(path: str) -> Any:
    """The row that the page at path is about, if it was read ahead; None if not."""
    rows = _rows.get()
    return rows.pop(path, None) if rows else None
