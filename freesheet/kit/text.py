"""Counting and cutting text."""

import html
import re

_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"\w[\w'’ʼ-]*")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction averages 238 words a minute (Brysbaert 2019); rounded down."""


def plain(markup: str) -> str:
    """Text of trusted HTML: tags become spaces, entities characters. Not a sanitiser."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def printable(text: str) -> str:
    """Text without the control characters that XML 1.0 cannot hold (production 2, Char)."""
    return _UNPRINTABLE.sub("", text)


def words(text: str) -> int:
    """How many words text has, in any script; a hyphenated or apostrophised word counts once."""
    return len(_WORD.findall(text))


def reading_minutes(word_count: int) -> int:
    """Whole minutes to read so many words, at least 1."""
    return max(1, round(word_count / WORDS_A_MINUTE))
