"""What a request asks for beyond its path: an encoding, a changed page only, a part of a file.

Source  RFC 9110: §12.5.3 Accept-Encoding, §13.1.2 If-None-Match, §14.2 Range; RFC 9110 §14.1.2 byte ranges
"""

import re
from functools import lru_cache

_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")


@lru_cache(maxsize=512)
def encodings(accepted: str) -> tuple[str, ...]:
    """The encodings of ours that a client takes, best first, identity ("") last.

    A browser has a handful of these headers; the cache is bounded, so a flood of odd ones costs no memory.
    """
    taken = set()
    for item in accepted.lower().split(","):
        name, _, weight = item.strip().partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            taken.add(name.strip())
    return (*(name for name in ("br", "gzip") if name in taken or "*" in taken), "")


def matches(if_none_match: str, etag: str) -> bool:
    """Whether the client already has this version, by weak comparison; "*" matches any."""
    if if_none_match.strip() == "*":
        return True
    candidates = (item.strip().removeprefix("W/") for item in if_none_match[:4096].split(","))
    return etag in candidates


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """Start and end (exclusive) of the one range asked for; None when the whole file is the answer.

    raises  ValueError when the range lies outside the file (416). Several ranges: the whole file, as allowed.
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
