"""From plain text to a document: what people who have no buttons do to show paragraphs, lists and quotes.

Rule    an empty line parts paragraphs; without one, a long line is a paragraph and short lines belong together;
        lines that a mail program has turned are one
"""

import re
from collections.abc import Iterator
from itertools import groupby

from freesheet.kit.words.text import storable
from freesheet.public.stories.pasting.document import BREAK, Document, Item, Listing, Paragraph, Part, Quotation, Run

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:(?P<dot>[-*•·‣◦▪●])|\(?(?P<number>\d{1,3})[.)])[ \t]+(?P<words>\S.*)")
TURNED_AT = range(45, 100)
"""Characters of a line that a program may have turned: shorter ones end where somebody wanted."""


def document_of(text: str) -> Document:
    """What the text says, in order."""
    lines = storable(text.replace("\r\n", "\n").replace("\r", "\n")).replace("\ufffc", "").split("\n")
    parts: list[Part] = []
    for is_empty, block in groupby(lines, key=lambda line: not line.strip()):
        if not is_empty:
            parts += _parts([line.rstrip() for line in block])
    return Document(parts)


def _parts(lines: list[str]) -> Iterator[Part]:
    """Of lines without an empty one between them."""
    listed = [number for number, line in enumerate(lines) if _ITEM.fullmatch(line)]
    if len(listed) >= 2:
        yield from _paragraphs(lines[: listed[0]])
        yield Listing(_items(lines[listed[0] :]))
    elif all(line.startswith(">") for line in lines):
        words = [line.lstrip("> ") for line in lines]
        yield Quotation([paragraph.words for paragraph in _paragraphs([line for line in words if line])])
    else:
        yield from _paragraphs(lines)


def _items(lines: list[str]) -> list[Item]:
    """The first line is an item; one that is none goes on with the item before it."""
    items: list[Item] = []
    indents: list[int] = []
    for line in lines:
        if found := _ITEM.fullmatch(line):
            indent = len(found["indent"].expandtabs(4))
            while indents and indents[-1] > indent:
                indents.pop()
            if not indents or indents[-1] < indent:
                indents.append(indent)
            items.append(Item([Run(found["words"])], len(indents) - 1, bool(found["number"])))
        else:
            items[-1] = Item([Run(f"{items[-1].words[0].text} {line.strip()}")], items[-1].level, items[-1].ordered)
    return items


def _paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    lines = [line.strip() for line in lines]
    if not lines:
        return
    if all(len(line) in TURNED_AT for line in lines[:-1]) and len(lines[-1]) < TURNED_AT.stop:
        yield Paragraph([Run(" ".join(lines))])
        return
    for is_long, several in groupby(lines, key=lambda line: len(line) >= TURNED_AT.stop):
        if is_long:
            yield from (Paragraph([Run(line)]) for line in several)
        else:
            yield Paragraph([Run(BREAK.join(several))])
