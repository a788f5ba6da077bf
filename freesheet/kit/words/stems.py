"""A word is found in its other forms: an index holds words and their stems, and a question asks for either. Pure.

Rule    by the word's script, whatever the edition: Latin letters as English, Cyrillic as Ukrainian
Source  snowballstem.org/algorithms/english (2024); Ukrainian: ukrainian.py
"""

import re
from functools import lru_cache

from snowballstemmer import stemmer

from freesheet.kit.words import ukrainian

_ENGLISH = stemmer("english")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_APOSTROPHE = re.compile("['’ʼ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_BEGIN, _END = "\x02", "\x03"
"""No text that is stored has them, no tokenizer takes them for letters, no strip() for space."""
_STEMS = re.compile(f" ?{_BEGIN}[^{_END}]*{_END}")


def with_stems(text: str) -> str:
    """What an index holds of a text: its words as they stand, and after them those stems that are no word of it."""
    stems = [stem for word in _WORD.findall(text) for stem in stems_of(word.casefold()) if stem != word]
    return f"{text} {_BEGIN}{' '.join(stems)}{_END}" if stems else text


def without_stems(text: str) -> str:
    """The text of which with_stems made this; of several, one after another, too."""
    return _STEMS.sub("", text)


@lru_cache(20_000)
def stems_of(word: str) -> tuple[str, ...]:
    """The stems of a word in small letters, of which two may be right; none where it is a word of grammar."""
    letters = _APOSTROPHE.sub("", word)
    return tuple(ukrainian.stems(letters) if _CYRILLIC.fullmatch(letters) else [_english(word)])


def spellings(word: str) -> list[str]:
    """What is asked for to find a word in any form: the word in small letters, then stems, each once."""
    word = word.casefold()
    letters = _APOSTROPHE.sub("", word)
    if not letters.isalpha():
        return [word]
    found = ukrainian.stem_variants(letters) if _CYRILLIC.fullmatch(letters) else [_english(word)]
    return list(dict.fromkeys([word, *found]))


def _english(word: str) -> str:
    return str(_ENGLISH.stemWord(_APOSTROPHE.sub("'", word))).strip("'")
