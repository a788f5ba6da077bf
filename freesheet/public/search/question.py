"""What a reader asks for: words and phrases, read from whatever they typed.

Rule    any string is a question or is refused in words; nothing in it is an operator but the quotation mark
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freesheet.kit.words.stems import spellings, terms_for, words_of
from freesheet.kit.words.text import spelling

QUESTION_CHARACTERS = 200
TERMS_AT_MOST = 10
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')


@dataclass(frozen=True)
class Term:
    """One word in any of its forms, or a phrase of words as they stand."""

    words: tuple[str, ...]

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1

    @cached_property
    def spellings(self) -> list[str]:
        """A word in small letters and its stems; of a phrase, itself."""
        return [" ".join(self.words).casefold()] if self.is_phrase else spellings(self.words[0])

    @property
    def index_terms(self) -> list[str]:
        """What the index is asked for, any of it."""
        return self.spellings if self.is_phrase else terms_for(self.words[0])


@dataclass(frozen=True)
class Question:
    """What was typed, its terms, and what is wrong with it in words, if anything is."""

    typed: str
    terms: tuple[Term, ...] = ()
    problem: Promise | str = ""
    remark: Promise | str = ""


def read(typed: str) -> Question:
    """The question that somebody typed: no terms when nothing was, a problem when it finds nothing."""
    plain = " ".join("".join(map(_printable, spelling(typed[: QUESTION_CHARACTERS * 8]))).split())
    if len(plain) > QUESTION_CHARACTERS:
        problem = _("That is too long to search for. Use a few words that matter.")
        return Question(plain[:QUESTION_CHARACTERS], problem=problem)
    terms = list(dict.fromkeys(_terms(plain)))
    if plain and not any(len(word) > 1 or word.isdecimal() for term in terms for word in term.words):
        return Question(plain, problem=_("That is too short to search for. Write a word of two letters or more."))
    remark = _("Only the first ten words were searched for.") if len(terms) > TERMS_AT_MOST else ""
    return Question(plain, tuple(terms[:TERMS_AT_MOST]), remark=remark)


def _printable(letter: str) -> str:
    return " " if unicodedata.category(letter).startswith(("C", "Z")) else letter


def _terms(plain: str) -> list[Term]:
    phrases = [tuple(words_of(quoted)[:TERMS_AT_MOST]) for quoted in _QUOTED.findall(plain)]
    words = [(word,) for word in words_of(_QUOTED.sub(" ", plain))]
    return [Term(words) for words in [*phrases, *words] if words]
