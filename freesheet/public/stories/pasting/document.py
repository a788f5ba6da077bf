"""A document as a story needs it: paragraphs, headings, quotes, lists, tables, pictures, and words with little ink.

Owns    Run and the parts; how runs are tidied and written as rich text
Rule    what a part cannot hold is not in it: whoever reads a clipboard says so to losses
"""

import re
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby

BOLD, ITALIC, ABOVE, BELOW = "b", "i", "sup", "sub"
"""Marks that words may carry, by the element that says so in rich text."""
BREAK = "\n"
_SPACES = re.compile("[ \xa0]{2,}")


@dataclass(frozen=True)
class Run:
    """Words that look alike; a line's end within a paragraph is a BREAK in its text."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""

    def is_like(self, other: "Run") -> bool:
        return (self.marks, self.href) == (other.marks, other.href)


Words = list[Run]


@dataclass
class Paragraph:
    words: Words


@dataclass
class Heading:
    words: Words


@dataclass
class Quotation:
    """Paragraphs that stand as a quote; those of one key that follow each other are one quote."""

    paragraphs: list[Words]
    key: str = ""


@dataclass(frozen=True)
class Item:
    """One item of a list; level 0 is the outermost."""

    words: Words
    level: int = 0
    ordered: bool = False


@dataclass
class Listing:
    """Items in the order they stand, nested by their level; those of one key that follow each other are one list."""

    items: list[Item]
    key: str = ""


@dataclass
class Grid:
    """A table: its first row is its head."""

    rows: list[list[str]]
    caption: str = ""


@dataclass
class Figure:
    """A picture that came along, by the name under which its file is kept."""

    name: str
    alt: str = ""


Part = Paragraph | Heading | Quotation | Listing | Grid | Figure


@dataclass
class Document:
    """All that was pasted, in order; title: what the document itself is called, where it says so."""

    parts: list[Part] = field(default_factory=list)
    title: str = ""


def tidy(runs: Words) -> Words:
    """Runs without needless spaces: none at the ends or beside a break, one elsewhere; alike neighbours are one."""
    made: Words = []
    for (marks, href), alike in groupby(runs, key=lambda run: (run.marks, run.href)):
        run = Run(_SPACES.sub(" ", "".join(run.text for run in alike)), marks, href)
        text = run.text
        before = made[-1] if made else None
        if before is None or before.text[-1] in " \xa0\n":
            text = text.lstrip(" \xa0")
        if not text or (text.isspace() and not before):
            continue
        if before and text.startswith(BREAK):
            before = replace(before, text=before.text.rstrip(" \xa0"))
        ink = _like_neighbour(run, before) if before and text.isspace() and text != BREAK else run
        if before:
            made.pop()
            made += [before] if before.text else []
        if made and made[-1].is_like(ink):
            made[-1] = replace(made[-1], text=made[-1].text + text)
        else:
            made.append(replace(ink, text=text))
    while made and not (end := made[-1].text.rstrip()):
        made.pop()
    if made:
        made[-1] = replace(made[-1], text=end)
    return made


def _like_neighbour(blank: Run, before: Run) -> Run:
    """A blank between words has no look of its own."""
    return replace(blank, marks=blank.marks & before.marks, href=blank.href if blank.href == before.href else "")


def paragraphs(runs: Words) -> list[Words]:
    """Runs as the paragraphs that two breaks in a row part them into; empty ones are none."""
    parted: list[Words] = [[]]
    for run in tidy(runs):
        first, *others = re.split("\n\n+", run.text)
        parted[-1].append(replace(run, text=first))
        parted.extend([replace(run, text=other)] for other in others)
    return [words for words in map(tidy, parted) if words]


def plain(words: Words, *, between: str = " ") -> str:
    """The words alone; between: what stands for a break."""
    return "".join(run.text for run in words).replace(BREAK, between).strip()


def rich(words: Words, *, marks: frozenset[str], links: bool = True) -> str:
    """The words as stored rich text, with those marks that the text may carry."""
    parts = []
    for href, runs in groupby(words, key=lambda run: run.href):
        html = "".join(_marked(run, marks) for run in runs)
        parts.append(f'<a href="{escape(href)}">{html}</a>' if href and links else html)
    return "".join(parts)


def _marked(run: Run, marks: frozenset[str]) -> str:
    html = escape(run.text, quote=False).replace(BREAK, "<br/>")
    for mark in sorted(run.marks & marks, reverse=True):
        html = f"<{mark}>{html}</{mark}>"
    return html


def joined(several: list[Words], between: str = BREAK) -> Words:
    """Several words as one."""
    made: Words = []
    for words in several:
        made += [*([Run(between)] if made else []), *words]
    return tidy(made)
