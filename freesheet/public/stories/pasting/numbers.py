"""Whether a column of a table holds numbers, as people write them."""

import re
from collections.abc import Iterable

_NUMBER = re.compile(
    r"[-+−–±~≈<>]?\s?[€$£₴¥]?\s?\d{1,3}(?:[\s\xa0\u2009\u202f.,'’]?\d{1,3})*(?:[.,]\d+)?\s?(?:%|‰|[€$£₴¥]|°C?)?"
)
_NONE = frozenset({"", "-", "–", "—", "n/a", "н/д", "…"})
NUMBER_CHARACTERS = 30
"""Characters of a number."""


def is_number(cells: Iterable[str]) -> bool:
    """Whether there is a number among the cells, and nothing but numbers and signs that there is none."""
    told = [cell.strip() for cell in cells if cell.strip().lower() not in _NONE]
    return bool(told) and all(len(cell) <= NUMBER_CHARACTERS and _NUMBER.fullmatch(cell) for cell in told)
