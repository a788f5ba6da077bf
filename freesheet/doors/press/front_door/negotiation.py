"""Which encoding of a response a client gets.

Source  RFC 9110 §12.5.3 (Accept-Encoding), §12.4.2 (quality values), §8.4.1.3 (x-gzip)
"""

import re
from functools import lru_cache

IDENTITY = ""
ENCODINGS = ("br", "gzip", IDENTITY)
"""In our own order of preference."""
_QUALITY = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\Z")
_NAMES = {"x-gzip": "gzip", "identity": IDENTITY}
_UNNAMED_IDENTITY = 0.0001
"""What was not asked for is taken all the same, after all that was."""


@lru_cache(maxsize=512)
def encodings(accepted: str) -> tuple[str, ...]:
    """The encodings of ours that a client takes, best first; identity ("") is always among them.

    A browser has a handful of these headers; the cache is bounded, so a flood of odd ones costs no memory.
    """
    wished = dict(filter(None, map(_wish, accepted.lower().split(","))))
    others = wished.get("*", 0.0)
    wishes = {name: wished.get(name, others) for name in ENCODINGS}
    if IDENTITY not in wished:
        wishes[IDENTITY] = max(others, _UNNAMED_IDENTITY)
    taken = [name for name in ENCODINGS if wishes[name] > 0 or name == IDENTITY]
    return tuple(sorted(taken, key=lambda name: -wishes[name]))


def _wish(item: str) -> tuple[str, float] | None:
    """One entry of the header: the encoding and its quality; None for what is malformed."""
    name, _, weight = (part.strip() for part in item.partition(";"))
    quality = _QUALITY.match(weight.replace(" ", "")) if weight else None
    if not name or (weight and quality is None):
        return None
    return _NAMES.get(name, name), float(quality[1]) if quality else 1.0
