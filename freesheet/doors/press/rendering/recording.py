"""What a render shows, and until when, noted while it runs.

Rule    touch a list's own key too, not only its members', so that a new member makes the page stale
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime


class PageKeys(set[str]):
    """Keys of all that a page, or a part of one, shows.

    until   the first moment at which it will show something else though no row has changed; None: never
    """

    until: datetime | None = None

    def add_all(self, keys: "PageKeys") -> None:
        """Take in what a part shows."""
        self.update(keys)
        self.hold_until(keys.until)

    def hold_until(self, moment: datetime | None) -> None:
        if moment is not None:
            self.until = min(self.until or moment, moment)


_page_keys: ContextVar[PageKeys | None] = ContextVar("page_keys", default=None)
_part_keys: ContextVar[PageKeys | None] = ContextVar("part_keys", default=None)
"""Of a part that is being made for many pages (shared.py): what is frozen on the pages is none the less part of it."""


def touch(*keys: str) -> None:
    """Note that the page being rendered shows these things; outside a pressing, nothing happens."""
    for shown in (_page_keys.get(), _part_keys.get()):
        if shown is not None:
            shown.update(keys)


def holds_until(moment: datetime | None) -> None:
    """Note that the page being rendered shows something only until then: it is pressed anew at that moment."""
    for shown in (_page_keys.get(), _part_keys.get()):
        if shown is not None:
            shown.hold_until(moment)


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
def recording_part() -> Iterator[tuple[PageKeys, PageKeys]]:
    """Collect what a part shows that is kept for many pages: what they follow of it, and all that it is made of."""
    made_of = PageKeys()
    token = _part_keys.set(made_of)
    try:
        with recording() as followed:
            yield followed, made_of
    finally:
        _part_keys.reset(token)


def note_part(followed: PageKeys, made_of: PageKeys) -> None:
    """Note that the page being rendered, and a larger part around this one, shows the part."""
    if (page := _page_keys.get()) is not None:
        page.add_all(followed)
    if (part := _part_keys.get()) is not None:
        part.add_all(made_of)


@contextmanager
def frozen() -> Iterator[None]:
    """Show something as of now without following it: no key touched inside is recorded."""
    token = _page_keys.set(None)
    try:
        yield
    finally:
        _page_keys.reset(token)
