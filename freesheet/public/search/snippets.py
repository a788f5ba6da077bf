"""Where in a story the words stand: a line or two of it, with the words marked.

Rule    text is escaped piece by piece; only our own <mark> is markup
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from freesheet.kit.words.stems import stems_of
from freesheet.public.search.question import Term

SNIPPET_CHARACTERS = 240
CHARACTERS_BEFORE = 70
WEIGHED_PLACES = 60
"""How many places in a story are weighed against each other."""
_APOSTROPHES = re.compile("['’ʼ]")


class Marker:
    """Finds a question's words in texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._phrases = {term: re.compile(_phrase(term), re.IGNORECASE) for term in terms if term.is_phrase}
        self._words = [term for term in terms if not term.is_phrase]
        phrases, words = "|".join(map(_phrase, self._phrases)), "|".join(map(_beginning, self._words))
        self._candidates = re.compile(rf"(?P<phrase>{phrases or '(?!)'})|{words or '(?!)'}", re.IGNORECASE)

    def finds(self, text: str) -> bool:
        return next(self._places(text), None) is not None

    def marked(self, text: str) -> SafeString:
        """All of the text, with every found word in <mark>."""
        pieces, end = [], 0
        for place, _term in self._places(text):
            pieces.append((text[end : place.start()], place[0]))
            end = place.end()
        return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[end:])

    def snippet(self, text: str) -> SafeString:
        """The stretch of the text that has most of the words, cut at words; empty where it has none."""
        places = [(place.start(), term) for place, term in islice(self._places(text), WEIGHED_PLACES)]
        if not places:
            return SafeString("")
        begin = max(0, max(places, key=lambda one: (_variety(places, one[0]), -one[0]))[0] - CHARACTERS_BEFORE)
        return self.marked(_cut(text, begin))

    def _places(self, text: str) -> Iterator[tuple[re.Match[str], Term]]:
        """Where its words stand in any of their forms, and which of its terms each is."""
        for place in self._candidates.finditer(text):
            if term := next(self._terms_at(place), None):
                yield place, term

    def _terms_at(self, place: re.Match[str]) -> Iterator[Term]:
        if place["phrase"]:
            return (term for term, form in self._phrases.items() if form.fullmatch(place[0]))
        return (term for term in self._words if _is_form(place[0], term))


def _variety(places: list[tuple[int, Term]], begin: int) -> int:
    """How many different words stand within a snippet's length of there."""
    return len({term for start, term in places if begin <= start < begin + SNIPPET_CHARACTERS - CHARACTERS_BEFORE})


def _cut(text: str, begin: int) -> str:
    end = begin + SNIPPET_CHARACTERS
    if begin > 0:
        begin = text.find(" ", begin, begin + 40) + 1 or begin
    if end < len(text):
        end = text.rfind(" ", end - 40, end) if " " in text[end - 40 : end] else end
    return f"{'… ' if begin else ''}{text[begin:end].strip()}{' …' if end < len(text) else ''}"


def _phrase(term: Term) -> str:
    return r"\b" + r"\W+".join(re.escape(word) for word in term.words) + r"\b"


def _beginning(term: Term) -> str:
    """Whole words that begin as all spellings of the term do."""
    common = _APOSTROPHES.split(_common_beginning(term.spellings))[0]
    return rf"\b{re.escape(common)}\w*(?:{_APOSTROPHES.pattern}\w+)*"


def _common_beginning(words: Sequence[str]) -> str:
    return "".join(
        letters[0] for letters in takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
    )


def _is_form(word: str, term: Term) -> bool:
    """Whether a word that begins like the term's is one of its forms."""
    word = word.casefold()
    return not {word, *stems_of(word)}.isdisjoint(term.spellings)
