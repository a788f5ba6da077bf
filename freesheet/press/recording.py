"""What a render shows, noted while it runs.

Called by   every room's code that renders something on a pressed page
Rule        touch a list's own key too, not only its members', so that a new member makes the page stale
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_touched: ContextVar[set[str] | None] = ContextVar("touched", default=None)


def touch(*keys: str) -> None:
    """Note that the page being rendered shows these things; outside a pressing, nothing happens."""
    touched = _touched.get()
    if touched is not None:
        touched.update(keys)


@contextmanager
def recording() -> Iterator[set[str]]:
    """Collect the keys touched inside; yields the set, complete when the block ends."""
    touched: set[str] = set()
    token = _touched.set(touched)
    try:
        yield touched
    finally:
        _touched.reset(token)


@contextmanager
def frozen() -> Iterator[None]:
    """Show something as of now without following it: no key touched inside is recorded."""
    token = _touched.set(None)
    try:
        yield
    finally:
        _touched.reset(token)
