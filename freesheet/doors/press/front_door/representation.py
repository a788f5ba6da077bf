"""One encoding of a response, ready to be sent, with the validator that belongs to it alone.

Source  RFC 9110 §3.2; §8.8.3.3: each encoding has its own strong ETag, or a resumed download mixes two of them
"""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

import brotli

from freesheet.doors.press.front_door.headers import Headers
from freesheet.doors.press.front_door.negotiation import IDENTITY

QUICK_BROTLI, THOROUGH_BROTLI = 5, 10
"""Brotli's qualities: for what is made for one request, and for what is made once and served for long (8 % smaller)."""
_SQUEEZED: dict[str, Callable[[bytes, int], bytes]] = {
    "br": lambda body, quality: brotli.compress(body, quality=quality),
    "gzip": lambda body, _: gzip.compress(body, compresslevel=6, mtime=0),
}
_ETAG_ENDINGS = {IDENTITY: "", "gzip": "-gz", "br": "-br"}


@dataclass(frozen=True, slots=True)
class Representation:
    """body is None for what is too large to be kept in memory: the entry's file is sent."""

    body: bytes | None
    size_bytes: int
    etag: str
    headers: Headers

    def headers_of_part(self, start: int, end: int) -> Headers:
        """The headers of a 206 with the bytes from start to end (exclusive)."""
        kept = [header for header in self.headers if header[0] != "content-length"]
        part = f"bytes {start}-{end - 1}/{self.size_bytes}"
        return [*kept, ("content-range", part), ("content-length", str(end - start))]


def squeezed(
    body: bytes, encodings: Iterable[str] = ("br", "gzip"), *, brotli_quality: int = QUICK_BROTLI
) -> dict[str, bytes]:
    """Encoding → body, itself as identity, for each of those that makes it smaller."""
    made = {encoding: _SQUEEZED[encoding](body, brotli_quality) for encoding in encodings if encoding in _SQUEEZED}
    smaller = {encoding: squeezed for encoding, squeezed in made.items() if len(squeezed) < len(body)}
    return {IDENTITY: body, **smaller}


def represented(
    bodies: dict[str, bytes | None], *, size_bytes: int, digest_of: bytes, headers: Headers, dated: int | None
) -> dict[str, Representation]:
    """Encoding → its representation.

    bodies      identity among them, None for a file that is sent from disk
    size_bytes  of the identity
    digest_of   what tells these bytes from any before
    headers     shared by all
    dated       Last-Modified, seconds since 1970; None while bytes written in the same second may follow
    """
    digest = hashlib.blake2b(digest_of, digest_size=12).hexdigest()
    shared = [*headers, ("accept-ranges", "bytes")]
    if len(bodies) > 1:
        shared.append(("vary", "accept-encoding"))
    if dated is not None:
        shared.append(("last-modified", format_datetime(datetime.fromtimestamp(dated, UTC), usegmt=True)))
    made = {}
    for encoding, body in bodies.items():
        size = size_bytes if body is None else len(body)
        etag = f'"{digest}{_ETAG_ENDINGS[encoding]}"'
        own = [("etag", etag), ("content-length", str(size))]
        if encoding:
            own.append(("content-encoding", encoding))
        made[encoding] = Representation(body, size, etag, [*shared, *own])
    return made
