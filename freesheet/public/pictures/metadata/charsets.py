"""The letters of old photo desks: bytes whose character set nobody stated, or stated in ISO 2022.

Rule    a word is left unread rather than read wrongly
Source  IIM 4.2, 1:90 Coded Character Set; ISO-IR 6, 100, 101, 144 (final bytes of ISO/IEC 2022)
"""

import re
from itertools import pairwise

STATED = {b"\x1b%G": "utf-8", b"\x1b-A": "cp1252", b"\x1b.A": "cp1252", b"\x1b-B": "iso8859_2", b"\x1b-L": "iso8859_5"}
CYRILLIC = ("cp1251", "koi8_u")
LATIN = ("cp1252",)
EAST_SLAVIC = frozenset("абвгґдеєёжзиіїйклмнопрстуўфхцчшщъыьэюя")
VOWELS = frozenset("аеєёиіїоуыэюя")
FEWEST_LETTERS = 5
"""From so many on, letters without vowels, or of little else, are no language."""
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_PUNCTUATION = re.compile(r"[\s!-/:-@\[-`{-~0-9€‚„…‹›‘’“”•–—™«»©®№°§¡¿\xa0]*")


def text_of(raw: bytes, *, stated: bytes = b"", cyrillic: bool) -> str | None:
    """What the bytes say, or None where nobody can tell.

    stated    the file's own escape sequence (IIM 1:90), empty where it has none
    cyrillic  whether the newsroom has an edition in Cyrillic letters: only then are they expected
    """
    if charset := STATED.get(stated):
        return raw.decode(charset, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        charsets = (*CYRILLIC, *LATIN) if cyrillic else LATIN
        return next((text for charset in charsets if (text := _likely(raw, charset))), None)


def _likely(raw: bytes, charset: str) -> str | None:
    """The text in that character set, if people could have written it."""
    try:
        text = raw.decode(charset)
    except UnicodeDecodeError:
        return None
    words = _WORD.findall(text)
    spelled = _likely_cyrillic if charset in CYRILLIC else _likely_latin
    sound = _PUNCTUATION.fullmatch(_WORD.sub("", text)) and _evenly_cased(words) and spelled(words)
    return text if sound else None


def _evenly_cased(words: list[str]) -> bool:
    """Capitals come first: in another charset's letters they stand anywhere. A McDonald among others is fine."""
    return 4 * sum(any(a.islower() and b.isupper() for a, b in pairwise(word)) for word in words) <= len(words)


def _likely_cyrillic(words: list[str]) -> bool:
    """Every word is in one script, and a fair share of the Cyrillic letters are vowels."""
    letters = [letter for word in words if not word.isascii() for letter in word.lower() if letter.isalpha()]
    vowels = sum(letter in VOWELS for letter in letters)
    spelled = EAST_SLAVIC.issuperset(letters)
    return spelled and (len(letters) < FEWEST_LETTERS or 0.2 <= vowels / len(letters) <= 0.7)


def _likely_latin(words: list[str]) -> bool:
    """Letters with marks stand among plain ones: they make no word of their own, and are never four in a row."""
    return not any(re.search(r"[^\x00-\x7f]{4}|^[^\x00-\x7f]{2,}$", word) for word in words)
