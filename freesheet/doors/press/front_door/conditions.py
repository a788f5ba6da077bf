"""Whether a client has what it asks for already, holds what it believes to hold, and wants only a part.

Source  RFC 9110 §13.1 (preconditions), §13.2.2 (their order), §14.1.2 and §14.2 (byte ranges)
"""

import re
from typing import Any

from django.utils.http import parse_etags, parse_http_date_safe

LONGEST_LIST = 4096
"""Characters of a list of entity tags that are read."""
_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")


def status(headers: Any, *, etag: str, modified_at: int) -> int:
    """200 where the response is to be sent, 304 where the client has it, 412 where it believed in another.

    headers      the request's headers
    etag         of the representation that would be sent, strong
    modified_at  seconds since 1970
    """
    if (wanted := headers.get("if-match")) is not None:
        if not _names(_tags(wanted), etag):
            return 412
    elif (date := _date(headers.get("if-unmodified-since"))) is not None and modified_at > date:
        return 412
    if (known := headers.get("if-none-match")) is not None:
        return 304 if _names([tag.removeprefix("W/") for tag in _tags(known)], etag) else 200
    date = _date(headers.get("if-modified-since"))
    return 304 if date is not None and modified_at <= date else 200


def _tags(header: str) -> list[str]:
    return parse_etags(header[:LONGEST_LIST])


def _names(tags: list[str], etag: str) -> bool:
    return etag in tags or tags == ["*"]


def _date(header: str | None) -> int | None:
    return parse_http_date_safe(header[:64]) if header else None


def is_same(if_range: str | None, *, etag: str, dated: int | None) -> bool:
    """Whether a part may be sent to who holds the rest (If-Range, §13.1.5): an equal strong validator says so.

    dated   seconds since 1970 where that date stands for these very bytes: not beside other encodings
    """
    if if_range is None or if_range == etag:
        return True
    return dated is not None and _date(if_range) == dated


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """Start and end (exclusive) of the one range asked for; None when the whole is the answer.

    raises  ValueError when the range lies outside (416). Several ranges: the whole, as allowed.
    """
    found = _RANGE.match(header.strip())
    if not found or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
        if int(last) == 0:
            raise ValueError(header)
    else:
        start = int(first)
        end = min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= size:
        raise ValueError(header)
    return start, end
