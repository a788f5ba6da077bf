"""Where in a story the words stand: a line or two of it, with the words marked.

Rule    text is escaped piece by piece; only our own <mark> is markup
"""

import re
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from freesheet.public.search.question import Term

LENGTH = 240
BEFORE = 70
WEIGHED_PLACES = 60
"""How many places in a story are weighed against each other."""
_JOINT = re.compile(r"(?<=[.!?…]), ")
"""What the index puts between two paragraphs: Wagtail's comma, after the full stop that ended the first."""


class Marker:
    """Finds a question's words in texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        patterns = [_pattern(term) for term in terms]
        self._places = re.compile("|".join(f"({one})" for one in patterns) or r"(?!)", re.IGNORECASE)

    def finds(self, text: str) -> bool:
        return self._places.search(text) is not None

    def marked(self, text: str) -> SafeString:
        """All of the text, with every found word in <mark>."""
        pieces, end = [], 0
        for place in self._places.finditer(text):
            pieces.append((text[end : place.start()], place[0]))
            end = place.end()
        return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[end:])

    def snippet(self, text: str) -> SafeString:
        """The stretch of the text that has most of the words, cut at words; empty where it has none."""
        text, places = _JOINT.sub(" ", text), []
        for place in self._places.finditer(text):
            places.append((place.start(), place.lastindex))
            if len(places) == WEIGHED_PLACES:
                break
        if not places:
            return SafeString("")
        begin = max(0, max(places, key=lambda one: (_variety(places, one[0]), -one[0]))[0] - BEFORE)
        return self.marked(_cut(text, begin))


def _variety(places: list[tuple[int, int | None]], begin: int) -> int:
    """How many different words stand within a snippet's length of there."""
    return len({term for start, term in places if begin <= start < begin + LENGTH - BEFORE})


def _cut(text: str, begin: int) -> str:
    end = begin + LENGTH
    if begin > 0:
        begin = text.find(" ", begin, begin + 40) + 1 or begin
    if end < len(text):
        end = text.rfind(" ", end - 40, end) if " " in text[end - 40 : end] else end
    return f"{'… ' if begin else ''}{text[begin:end].strip()}{' …' if end < len(text) else ''}"


def _pattern(term: Term) -> str:
    if term.is_phrase:
        return r"\b" + r"\W+".join(re.escape(word) for word in term.words) + r"\b"
    spelled = sorted(term.forms, key=lambda form: len(form.text), reverse=True)
    return r"\b(?:" + "|".join(_spelling(form.text) + (r"\w*" if form.open else "") for form in spelled) + r")\b"


def _spelling(word: str) -> str:
    return re.sub("['’ʼ]", "['’ʼ]", re.escape(word))
