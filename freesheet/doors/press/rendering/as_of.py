"""Which of two pressed pages saw the rows later: a number in their bytes that only grows.

Rule    taken before a render reads anything: a change that the render missed carries a greater one
Rule    left out of a sheet's digest: what shows the same is the same, whenever it was rendered
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

MARK = "@as-of@"
"""Stands in a render for the number that pressing knows."""
_COMMENT = re.compile(r"<!--as of \S*?-->\s*\Z")
_is_pressed: ContextVar[bool] = ContextVar("is_pressed", default=False)


def now() -> int:
    """Milliseconds since 1970, by this machine's clock."""
    return time.time_ns() // 1_000_000


def as_of() -> str:
    """What stands for the number in a page for the press; empty in an answer to one reader, which is not kept."""
    return MARK if _is_pressed.get() else ""


@contextmanager
def to_be_stamped() -> Iterator[None]:
    """Render for the press: as_of() gives the mark."""
    token = _is_pressed.set(True)
    try:
        yield
    finally:
        _is_pressed.reset(token)


def stamped(body: bytes, number: int) -> bytes:
    """The body of a page whose render began at that number."""
    return body.replace(MARK.encode(), str(number).encode())


def with_comment(html: bytes) -> bytes:
    """A fragment that says how old it is without showing it."""
    return html + f"<!--as of {MARK}-->".encode()


def without_comment(html: str) -> str:
    return _COMMENT.sub("", html)
