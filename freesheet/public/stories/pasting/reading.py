"""From HTML of a clipboard, or of a converted Word file, to a document and what it lost.

Rule    words are never dropped without a note; what says nothing to readers (colours, fonts, empty lines) is
"""

import re
from collections.abc import Callable, Container
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from freesheet.public.stories.pasting import styles, tables
from freesheet.public.stories.pasting.apart import notes_apart
from freesheet.public.stories.pasting.document import (
    BREAK,
    Document,
    Figure,
    Grid,
    Heading,
    Item,
    Listing,
    Paragraph,
    Part,
    Quotation,
    Run,
    Words,
    joined,
    paragraphs,
    plain,
)
from freesheet.public.stories.pasting.losses import Loss, Losses
from freesheet.public.stories.pasting.styles import Ink
from freesheet.public.stories.pasting.tree import Element, parse

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_PLAYED = frozenset({"iframe", "video", "audio", "embed", "object"})
_FIELDS = frozenset({"input", "select", "button", "textarea", "progress", "meter"})
_APART = ("footnote-list", "endnote-list", "comment-list")


def document_of(html: str, losses: Losses, *, files: Container[str] = ()) -> Document:
    """What the HTML says, in order; raises tree.TooLong.

    files   addresses of pictures that came along: they become figures, every other picture is noted
    """
    tree = parse(html)
    reading = _Reading(losses, notes=notes_apart(tree), files=files)
    reading.walk(tree, Ink())
    return Document(reading.finished(), reading.title)


class _Reading:
    """One walk through a tree, or through a part of it that becomes a part of its own."""

    def __init__(self, losses: Losses, *, notes: dict[str, str], files: Container[str]) -> None:
        self.title = ""
        self._losses, self._notes, self._files = losses, notes, files
        self._parts: list[Part] = []
        self._runs: Words = []

    def finished(self) -> list[Part]:
        self._flush()
        return self._parts

    def walk(self, element: Element, ink: Ink) -> None:
        for child in element.children:
            if isinstance(child, Element):
                self._element(child, ink)
            else:
                self._runs.append(Run(_readable(child, ink), ink.marks, ink.href))

    def _within(self, element: Element, ink: Ink) -> list[Part]:
        """What is in an element, read apart."""
        inner = _Reading(self._losses, notes=self._notes, files=self._files)
        inner.walk(element, ink)
        return inner.finished()

    def _flush(self) -> None:
        self._parts += map(Paragraph, paragraphs(self._runs))
        self._runs = []

    def _add(self, part: Part) -> None:
        """A part after all that was read so far; one of a key with the last continues it."""
        self._flush()
        last = self._parts[-1] if self._parts else None
        if isinstance(part, Listing) and isinstance(last, Listing) and part.key and part.key == last.key:
            last.items += part.items
        elif isinstance(part, Quotation) and isinstance(last, Quotation) and part.key and part.key == last.key:
            last.paragraphs += part.paragraphs
        else:
            self._parts.append(part)

    # One element

    def _element(self, element: Element, ink: Ink) -> None:
        if styles.is_hidden(element) or styles.is_marker(element) or self._is_left_out(element):
            return
        ink = styles.ink_of(element, ink)
        if read := self._reader_of(element):
            read(element, ink)
        elif element.name in styles.BLOCKS:
            self._flush()
            self.walk(element, ink)
            self._flush()
        else:
            self._note_ink(element)
            self.walk(element, ink)

    def _reader_of(self, element: Element) -> Callable[[Element, Ink], None] | None:
        if styles.is_heading(element):
            return self._heading
        if styles.list_place(element):
            return self._word_item
        if styles.is_quote(element):
            return self._word_quote
        return {
            "br": self._break,
            "ul": self._list,
            "ol": self._list,
            "menu": self._list,
            "blockquote": self._quote,
            "table": self._table,
            "img": self._picture,
        }.get(element.name)

    def _break(self, element: Element, ink: Ink) -> None:
        self._runs.append(Run(BREAK))

    def _heading(self, element: Element, ink: Ink) -> None:
        parts = self._within(element, Ink())
        words = joined([part.words for part in parts if isinstance(part, Paragraph)], " ")
        self._flush()
        if styles.is_title(element) and not self.title and not self._parts:
            self.title = plain(words)
        elif words:
            self._add(Heading(words))
        for part in parts:
            if not isinstance(part, Paragraph):
                self._add(part)

    def _word_quote(self, element: Element, ink: Ink) -> None:
        for part in self._within(element, ink):
            self._add(Quotation([part.words], "word") if isinstance(part, Paragraph) else part)

    def _quote(self, element: Element, ink: Ink) -> None:
        parts = self._within(element, ink)
        self._flush()
        words = [part.words for part in parts if isinstance(part, Paragraph)]
        if words and len(words) == len(parts) and not styles.is_reply(element):
            self._add(Quotation(words))
        else:
            self._parts += parts

    # Lists

    def _word_item(self, element: Element, ink: Ink) -> None:
        key, level = styles.list_place(element) or ("", 0)
        drawn = next((inner.text for inner in element.within() if styles.is_marker(inner)), "")
        self._add_items(self._within(element, ink), level=level, ordered=styles.is_number(drawn), key=key)

    def _list(self, element: Element, ink: Ink) -> None:
        stated = ""
        for child in element.children:
            if isinstance(child, str):
                stray = paragraphs([Run(_readable(child, ink), ink.marks)])
                self._add_items([*map(Paragraph, stray)], level=0, ordered=False, key=f"own-{id(element)}")
            elif child.name in {"ul", "ol"}:
                self._deeper(child, ink)
            elif not (styles.is_hidden(child) or self._is_note_body(child)):
                depth = child.get("data-aria-level")
                level = int(depth) - 1 if depth.isdecimal() and len(depth) < 3 else 0
                stated = "stated" if depth else stated
                inner = self._within(child, styles.ink_of(child, ink))
                self._add_items(inner, level=level, ordered=element.name == "ol", key=stated or f"own-{id(element)}")

    def _deeper(self, element: Element, ink: Ink) -> None:
        """A list that stands in another beside its items, as Google Docs nests them."""
        inner = self._within_list(element, ink)
        last = self._parts[-1] if self._parts else None
        if isinstance(last, Listing) and not self._runs:
            last.items += [_lower(item) for part in inner if isinstance(part, Listing) for item in part.items]
            self._parts += [part for part in inner if not isinstance(part, Listing)]
        else:
            self._flush()
            self._parts += inner

    def _within_list(self, element: Element, ink: Ink) -> list[Part]:
        inner = _Reading(self._losses, notes=self._notes, files=self._files)
        inner._list(element, styles.ink_of(element, ink))
        return inner.finished()

    def _add_items(self, parts: list[Part], *, level: int, ordered: bool, key: str) -> None:
        """One item: its words, then the lists in it one level deeper; what no item can hold follows the list."""
        words = [part.words for part in parts if isinstance(part, Paragraph | Heading)]
        words += [said for part in parts if isinstance(part, Quotation) for said in part.paragraphs]
        deeper = [item for part in parts if isinstance(part, Listing) for item in part.items]
        items = [Item(joined(words), level, ordered)] if words else []
        items += [Item(item.words, item.level + level + len(items[:1]), item.ordered) for item in deeper]
        if items:
            self._add(Listing(items, key))
        for part in parts:
            if isinstance(part, Grid | Figure):
                self._add(part)

    # Tables and pictures

    def _table(self, element: Element, ink: Ink) -> None:
        self._flush()
        if tables.is_data(element):
            for inner in element.within():
                if inner.name == "img" and not styles.is_hidden(inner):
                    self._note_picture(inner)
            if (grid := tables.grid_of(element, self._losses)).rows:
                self._add(grid)
            return
        if tables.is_grid(element):
            self._losses.note(Loss.FLATTENED, element.text)
        for row in tables.rows_of(element):
            for cell in row:
                self._parts += self._within(cell, styles.ink_of(cell, ink))

    def _picture(self, element: Element, ink: Ink) -> None:
        if element.get("src") in self._files:
            self._add(Figure(element.get("src"), element.get("alt")))
        else:
            self._note_picture(element)

    def _note_picture(self, element: Element) -> None:
        address = element.get("src").strip()
        name = PurePosixPath(unquote(urlsplit(address.replace("\\", "/")[:2_000]).path)).name
        alt = element.get("alt")
        if address.startswith(("http:", "https:", "//")):
            self._losses.note(Loss.ELSEWHERE, f"{alt} ({address})" if alt else address)
        elif address.startswith(("data:", "blob:", "cid:")):
            self._losses.note(Loss.INSIDE, alt)
        else:
            self._losses.note(Loss.ON_DISK, name or alt)

    # What is left out

    def _is_left_out(self, element: Element) -> bool:
        """Whether it is nothing that a text can hold; if so, it was noted."""
        note, comment = styles.note_mark(element), styles.comment_mark(element)
        if note or comment:
            self._note_mark(note, comment)
        elif styles.is_apart(element, _APART) or self._is_note_body(element):
            pass
        elif element.name == "del":
            self._losses.note(Loss.DELETED, element.text)
        elif element.name in _FIELDS:
            self._losses.note(Loss.FIELD, element.get("value") or element.text)
        elif element.name in _PLAYED:
            self._losses.note(Loss.PLAYED, element.get("src") or element.get("data") or element.get("title"))
        elif element.name in {"svg", "canvas"}:
            self._losses.note(Loss.DRAWING, element.get("aria-label"))
        elif element.name == "math":
            self._losses.note(Loss.FORMULA, element.text)
        elif element.name == "hr":
            self._flush()
            self._losses.note(Loss.RULE)
        elif styles.is_signature(element):
            self._note_signature(element)
        else:
            return False
        return True

    def _note_signature(self, element: Element) -> None:
        self._flush()
        last = self._parts[-1] if self._parts else None
        if isinstance(last, Paragraph) and plain(last.words) == "--":
            self._parts.pop()
        self._losses.note(Loss.SIGNATURE, element.text)

    def _is_note_body(self, element: Element) -> bool:
        named = element.elements if element.name == "dl" else [element]
        return any(one.get("id").lstrip("_") in self._notes for one in named)

    def _note_mark(self, note: str, comment: str) -> None:
        name = (note or comment).lstrip("_")
        if "ref" in name or name.endswith("anc"):
            return  # back from the note to where it was called
        name = name.removesuffix("sym")
        self._losses.note(Loss.NOTE if note else Loss.COMMENT, self._notes.get(name, ""))

    def _note_ink(self, element: Element) -> None:
        """What a run of words says of itself that a story's text has no way to say."""
        if element.name == "ins":
            self._losses.note(Loss.INSERTED, element.text)
        elif element.name in {"s", "strike"} or "line-through" in element.style.get("text-decoration", ""):
            self._losses.note(Loss.STRUCK, element.text)
        elif element.name == "a" and element.get("href") and not styles.target(element.get("href")):
            self._losses.note(Loss.LINK, f"{element.text} ({element.get('href')})")


def _lower(item: Item) -> Item:
    return Item(item.words, item.level + 1, item.ordered)


def _readable(text: str, ink: Ink) -> str:
    """A text of the source as readers see its spaces; a hard space at its end is a browser's doing."""
    if ink.is_kept:
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    collapsed = _BLANKS.sub(" ", text)
    start = " " if collapsed.startswith("\xa0") else ""
    end = " " if len(collapsed) > 1 and collapsed.endswith("\xa0") else ""
    return start + collapsed.strip("\xa0") + end if start or end else collapsed
