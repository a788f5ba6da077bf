"""How much two versions of a story differ in words. Pure: no row, no request.

Rule    punctuation, capitals and spaces are nothing; a figure or a name is much, however short
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

FREE_SHARE = 0.05
FREE_WORDS = 60
"""Changed words of the body that need no note: so large a share of it, and never more than so many."""
_WORD = re.compile(r"\w[\w'’ʼ.,-]*\w|\w")
_SENTENCE_ENDS = re.compile(r"[.!?…:\n\"“”«»]\s*\Z")
WORDS_AROUND = 3
LONG_WORDS = 3000
"""Words from which on the commonest are no landmarks, so that comparing takes no longer than pressing Publish may."""


@dataclass(frozen=True)
class Text:
    """A version of a story, as plain text."""

    headline: str
    standfirst: str
    body: str


@dataclass(frozen=True)
class Difference:
    """Words that gave way to others, either perhaps none, with a few that stand before and after both."""

    before: str
    after: str
    lead: str = ""
    tail: str = ""


@dataclass(frozen=True)
class Changes:
    """What differs, headline first, and whether readers may want to be told."""

    differences: list[Difference] = field(default_factory=list)
    substantial: bool = False


@dataclass(frozen=True)
class _Word:
    text: str
    telling: bool

    @property
    def same(self) -> str:
        return self.text.casefold().replace("’", "'").replace("ʼ", "'")


def compared(before: Text, after: Text) -> Changes:
    """Substantial: other words in headline or standfirst, another figure or name, or much of the body."""
    heads = [*_differences(before.headline, after.headline), *_differences(before.standfirst, after.standfirst)]
    found = list(_differences(before.body, after.body))
    changed = sum(count for _, count, _ in found)
    allowed = min(FREE_WORDS, FREE_SHARE * len(_words(before.body)))
    telling = any(tells for _, _, tells in found)
    return Changes([one for one, _, _ in [*heads, *found]], bool(heads) or telling or changed > allowed)


def _differences(before: str, after: str) -> Iterator[tuple[Difference, int, bool]]:
    """Each with how many words it is long, and whether a figure or a name is among them."""
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(
        None, [word.same for word in old], [word.same for word in new], autojunk=len(new) > LONG_WORDS
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            gone, come = old[a:b], new[c:d]
            lead, tail = old[max(0, a - WORDS_AROUND) : a], old[b : b + WORDS_AROUND]
            difference = Difference(*map(_joined, (gone, come, lead, tail)))
            yield difference, max(len(gone), len(come)), any(word.telling for word in [*gone, *come])


def _words(text: str) -> list[_Word]:
    return [
        _Word(found[0], _tells(found[0], text[max(0, found.start() - 3) : found.start()]))
        for found in _WORD.finditer(text)
    ]


def _tells(word: str, before: str) -> bool:
    """A figure, or a name: what has a capital although no sentence begins there."""
    if any(letter.isdigit() for letter in word):
        return True
    return word[0].isupper() and bool(before) and not _SENTENCE_ENDS.search(before)


def _joined(words: Sequence[_Word]) -> str:
    return " ".join(word.text for word in words)
