"""What a render shows, and until when, noted while it runs.

Rule    touch a list's own key too, not only its members', so that a new member makes the page stale
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from freesheet.doors.press.rendering.as_of import now


class PageKeys(set[str]):
    """Keys of all that a page shows.

    until   the first moment at which it will show something else though no row has changed; None: never
    as_of   press.rendering.as_of's number of the moment at which the render began
    """

    until: datetime | None = None
    as_of: int

    def __init__(self) -> None:
        super().__init__()
        self.as_of = now()


_page_keys: ContextVar[PageKeys | None] = ContextVar("page_keys", default=None)


def touch(*keys: str) -> None:
    """Note that the page being rendered shows these things; outside a pressing, nothing happens."""
    shown = _page_keys.get()
    if shown is not None:
        shown.update(keys)


def holds_until(moment: datetime | None) -> None:
    """Note that the page being rendered shows something only until then: it is pressed anew at that moment."""
    shown = _page_keys.get()
    if shown is not None and moment is not None:
        shown.until = min(shown.until or moment, moment)


@contextmanager
def recording() -> Iterator[PageKeys]:
    """Collect what is shown inside; yields it, complete when the block ends."""
    shown = PageKeys()
    token = _page_keys.set(shown)
    try:
        yield shown
    finally:
        _page_keys.reset(token)


@contextmanager
def frozen() -> Iterator[None]:
    """Show something as of now without following it: no key touched inside is recorded."""
    token = _page_keys.set(None)
    try:
        yield
    finally:
        _page_keys.reset(token)
