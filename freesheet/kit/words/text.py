"""Text: what of it is kept, by which letters it is known, how long it is to read."""

import html
import re
import unicodedata

_TAG = re.compile(r"<[^>]+>")
_HINT = re.compile("[\xad\u200b\u200e\u200f\u2060-\u2064\ufeff]|(?<=[\u0400-\u052f])[\u0300\u0301]")
_WORD = re.compile(r"\w[\w'’ʼ-]*")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction averages 238 words a minute (Brysbaert 2019); rounded down."""


def plain(markup: str) -> str:
    """Text of trusted HTML: tags become spaces, entities characters. Not a sanitiser."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def printable(text: str) -> str:
    """Text without the control characters that XML 1.0 cannot hold (production 2, Char)."""
    return _UNPRINTABLE.sub("", text)


def storable(text: str) -> str:
    """Text as it is kept: composed (NFC), a word processor's breaks as spaces, of controls only tab and line ends.

    source   Unicode 16.0, chapters 3.11 (normalisation), 23.1 (control codes) and 23.7 (noncharacters)
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _CONTROL.sub("", _BREAK.sub(" ", text)))


def spelling(text: str) -> str:
    """Text as its words are looked up and named: without what only says where they break or are stressed.

    Soft hyphens, zero-width spaces and marks of direction go, and stress marks on Cyrillic letters; the joiners that
    emoji and Persian are spelled with stay.
    source   Unicode 16.0, Default_Ignorable_Code_Point
    """
    return text if text.isascii() else _HINT.sub("", unicodedata.normalize("NFC", text))


def words(text: str) -> int:
    """How many words text has, in any script; a hyphenated or apostrophised word counts once."""
    return len(_WORD.findall(spelling(storable(text))))


def reading_minutes(word_count: int) -> int:
    """Whole minutes to read so many words, at least 1."""
    return max(1, round(word_count / WORDS_A_MINUTE))
