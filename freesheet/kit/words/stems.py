"""A word is found in its other forms: an index holds words and their stems, and a question asks for either. Pure.

Rule    by the word's script, whatever the edition: Latin letters as English, Cyrillic as Ukrainian
Rule    no stem is a word of the index: a phrase is found where its words stand, never among stems
Source  snowballstem.org/algorithms/english (2024); Ukrainian: ukrainian.py
"""

import hashlib
import re
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from snowballstemmer import stemmer

from freesheet.kit.words import ukrainian

_ENGLISH = stemmer("english")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_APOSTROPHE = re.compile("['’ʼ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_TYPED_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_BEGIN, _END = "\x02", "\x03"
"""No text that is stored has them, no tokenizer takes them for letters, no strip() for space."""
_STEMS = re.compile(f" ?{_BEGIN}[^{_END}]*{_END}(, )?")
_STEM = "ɸ"
"""What a stem begins with in an index: a small letter, for every tokenizer, that no language we know writes."""


def with_stems(text: str) -> str:
    """What an index holds of a text: its words as they stand, and after them the stems that differ from their words.

    From a word in capitals its own small letters differ: not every database knows of letters besides English ones
    which belongs to which (PostgreSQL's locale C does not).
    """
    stems = [_STEM + stem for word in _WORD.findall(text) for stem in stems_of(word.casefold()) if stem != word]
    return f"{text} {_BEGIN}{' '.join(stems)}{_END}" if stems else text


def without_stems(text: str) -> str:
    """The text of which with_stems made this; of several that an index has joined, with a space between them."""
    return _STEMS.sub(lambda stems: " " if stems[1] else "", text)


def words_of(question: str) -> list[str]:
    """The words and numbers in what somebody typed, without what stands between them."""
    return _TYPED_WORD.findall(question)


def terms_for(word: str) -> list[str]:
    """What an index that was written with_stems is asked for, any of it, to find a word in any form."""
    forms = spellings(word)
    return [*forms, *(_STEM + form for form in forms)]


def _rules() -> str:
    digest = hashlib.blake2b(version("snowballstemmer").encode(), digest_size=16)
    for module in ("stems", "text", "ukrainian"):
        digest.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    return digest.hexdigest()


RULES = _rules()
"""A name for how words get into an index: another one as soon as anything of it is done otherwise."""


@lru_cache(20_000)
def stems_of(word: str) -> tuple[str, ...]:
    """The stems of a word in small letters, of which two may be right; none where it is a word of grammar."""
    letters = _APOSTROPHE.sub("", word)
    return tuple(ukrainian.stems(letters) if _CYRILLIC.fullmatch(letters) else [_english(word)])


def spellings(word: str) -> list[str]:
    """How a word's other forms may be spelled: the word in small letters, then stems, each once."""
    word = word.casefold()
    letters = _APOSTROPHE.sub("", word)
    if not letters.isalpha():
        return [word]
    found = ukrainian.stem_variants(letters) if _CYRILLIC.fullmatch(letters) else [_english(word)]
    return list(dict.fromkeys([word, *found]))


def _english(word: str) -> str:
    return str(_ENGLISH.stemWord(_APOSTROPHE.sub("'", word))).strip("'")
