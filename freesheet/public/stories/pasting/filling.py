"""From a document to blocks of just those kinds that a body has.

Rule    a kind is known by its shape, not by its room: a list where there is a list, else a list in the text if
        the text may hold one, else lines; what is put down a step is noted
"""

from collections.abc import Iterator
from functools import cached_property, singledispatchmethod
from typing import Any
from uuid import uuid4

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from freesheet.kit.words import markup
from freesheet.public.stories.pasting.document import (
    Document,
    Figure,
    Grid,
    Heading,
    Item,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Words,
    plain,
    rich,
)
from freesheet.public.stories.pasting.losses import Loss, Losses
from freesheet.public.stories.pasting.numbers import is_number

Raw = dict[str, Any]
MOST_CELLS = 1_500
"""Of a table: each is a field of its own in the form."""
_FEATURE_OF = {"b": "bold", "i": "italic", "sup": "superscript", "sub": "subscript"}


def blocks_of(
    document: Document, body: blocks.StreamBlock, losses: Losses, *, with_title: bool, pictures: dict[str, int]
) -> list[Raw]:
    """Raw blocks for a body, each with an id of its own; none if it has no block for running text.

    with_title      the document's own title is a heading at its top
    pictures        primary keys of pictures that came along, by their figures' names
    """
    shape = Shape(body)
    if not shape.text:
        return []
    filling = Filling(shape, losses, pictures=pictures)
    if with_title and document.title:
        filling.put(Heading([Run(document.title)]))
    for part in document.parts:
        filling.put(part)
    return filling.finished()


class Shape:
    """Which of a body's kinds of block can hold what."""

    def __init__(self, body: blocks.StreamBlock) -> None:
        self._kinds: dict[str, Any] = dict(body.child_blocks)

    @cached_property
    def text(self) -> str:
        """The kind that holds running text; "" if there is none."""
        return next((name for name, kind in self._kinds.items() if isinstance(kind, blocks.RichTextBlock)), "")

    @cached_property
    def features(self) -> frozenset[str]:
        return frozenset(self._kinds[self.text].features or ())

    def has(self, kind: str, **parts: type[blocks.Block]) -> bool:
        """Whether there is a block of that name with parts of these types."""
        there = self.parts_of(kind)
        return kind in self._kinds and all(isinstance(there.get(name), of) for name, of in parts.items())

    def parts_of(self, kind: str) -> dict[str, blocks.Block]:
        return getattr(self._kinds.get(kind), "child_blocks", {})

    @cached_property
    def holds_headings(self) -> bool:
        return isinstance(self._kinds.get("heading"), blocks.CharBlock)

    @cached_property
    def holds_pictures(self) -> bool:
        return self.has("picture", picture=ImageChooserBlock)

    @cached_property
    def heading_characters(self) -> int:
        return getattr(self._kinds["heading"].field, "max_length", None) or 10_000

    @cached_property
    def item_features(self) -> frozenset[str]:
        return frozenset(self._kinds["list"].child_blocks["items"].child_block.features or ())


class Filling:
    """One document on its way into one body."""

    def __init__(self, shape: Shape, losses: Losses, *, pictures: dict[str, int]) -> None:
        self._shape, self._losses, self._pictures = shape, losses, pictures
        self._made: list[Raw] = []
        self._html: list[str] = []

    def finished(self) -> list[Raw]:
        self._close()
        return self._made

    def _add(self, kind: str, value: Any) -> None:
        self._close()
        self._made.append({"type": kind, "value": value, "id": str(uuid4())})

    def _write(self, html: str) -> None:
        """More of the running text, which is one block until something else comes."""
        self._html.append(markup.clean_stored(html))

    def _close(self) -> None:
        if self._html:
            html, self._html = "".join(self._html), []
            self._add(self._shape.text, html)

    def _rich(self, words: Words) -> str:
        return _rich(words, self._shape.features)

    # One part

    @singledispatchmethod
    def put(self, part: Any) -> None:
        raise NotImplementedError(part)

    @put.register
    def _(self, part: Paragraph) -> None:
        self._write(f"<p>{self._rich(part.words)}</p>")

    @put.register
    def _(self, part: Heading) -> None:
        text = plain(part.words)
        if self._shape.holds_headings and len(text) <= self._shape.heading_characters:
            self._note_links(part.words)
            self._add("heading", text)
        else:
            self._write(f"<p>{self._rich(part.words)}</p>")

    @put.register
    def _(self, part: Quotation) -> None:
        if not self._shape.has("quote", text=blocks.TextBlock, attribution=blocks.CharBlock):
            for words in part.paragraphs:
                self._write(f"<p>{self._rich(words)}</p>")
            return
        for words in part.paragraphs:
            self._note_links(words)
        text = "\n".join(plain(words, between="\n") for words in part.paragraphs)
        self._add("quote", {"text": text, "attribution": ""})

    @put.register
    def _(self, part: Listing) -> None:
        items = list(_levelled(part.items))
        if self._shape.has("list", ordered=blocks.BooleanBlock, items=blocks.ListBlock):
            for ordered, run in _alike(items):
                features = self._shape.item_features
                self._add("list", {"ordered": ordered, "items": [_item(top, features) for top in _tops(run)]})
        elif {"ul", "ol"} <= self._shape.features:
            self._write("".join(_nested(items, self._shape.features)))
        else:
            self._write(f"<p>{'<br/>'.join(_line(item, self._shape.features) for item in items)}</p>")

    @put.register
    def _(self, part: Grid) -> None:
        head, *rows = part.rows
        is_small = len(head) * len(part.rows) <= MOST_CELLS
        if not (is_small and rows and self._shape.has("table", table=TypedTableBlock, caption=blocks.CharBlock)):
            self._losses.note(Loss.FLATTENED, part.caption or _joined(head))
            self._write("".join(f"<p>{_rich([Run(_joined(row))], frozenset())}</p>" for row in part.rows))
            return
        if not part.caption:
            self._losses.note(Loss.UNTITLED, _joined(head))
        kinds = ["number" if is_number(row[place] for row in rows) else "text" for place in range(len(head))]
        columns = [{"type": kind, "heading": words} for kind, words in zip(kinds, head, strict=True)]
        table = {"columns": columns, "rows": [{"values": row} for row in rows], "caption": ""}
        self._add("table", {"caption": part.caption, "table": table, "source": ""})

    @put.register
    def _(self, part: Figure) -> None:
        if self._shape.holds_pictures:
            self._add("picture", self._picture(self._pictures[part.name]))
        else:
            self._losses.note(Loss.INSIDE, part.alt)

    def _picture(self, pk: int) -> Raw:
        there = self._shape.parts_of("picture")
        return {"picture": pk, **{name: "text" if name == "size" else "" for name in there if name != "picture"}}

    def _note_links(self, words: Words) -> None:
        for run in words:
            if run.href:
                self._losses.note(Loss.LINK, f"{run.text} ({run.href})")


def _rich(words: Words, features: frozenset[str]) -> str:
    marks = frozenset(mark for mark, feature in _FEATURE_OF.items() if feature in features)
    return rich(words, marks=marks, links="link" in features)


def _joined(row: list[str]) -> str:
    return " | ".join(filter(None, row))


# Lists


def _levelled(items: list[Item]) -> Iterator[Item]:
    """No item more than one level below the one before it."""
    above = -1
    for item in items:
        above = min(item.level, above + 1)
        yield Item(item.words, above, item.ordered)


def _alike(items: list[Item]) -> Iterator[tuple[bool, list[Item]]]:
    """Whether numbered, and the items: as many lists as the outermost items change between the two."""
    run: list[Item] = []
    for item in items:
        if run and item.level == 0 and item.ordered != run[0].ordered:
            yield run[0].ordered, run
            run = []
        run.append(item)
    if run:
        yield run[0].ordered, run


def _tops(items: list[Item]) -> Iterator[list[Item]]:
    """Each outermost item with those below it."""
    group: list[Item] = []
    for item in items:
        if group and item.level == 0:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _item(items: list[Item], features: frozenset[str]) -> str:
    """An outermost item as rich text, those below it nested in it."""
    top, *below = items
    html = f"<p>{_rich(top.words, features)}</p>"
    lower = [Item(item.words, item.level - 1, item.ordered) for item in below]
    if {"ul", "ol"} <= features:
        html += "".join(_nested(lower, features))
    elif lower:
        html = f"<p>{'<br/>'.join([_rich(top.words, features), *(_line(item, features) for item in lower)])}</p>"
    return markup.clean_stored(html)


def _nested(items: list[Item], features: frozenset[str]) -> Iterator[str]:
    """Items as lists within items."""
    open_lists: list[str] = []
    for item in items:
        tag = "ol" if item.ordered else "ul"
        while len(open_lists) > item.level + 1:
            yield f"</li></{open_lists.pop()}>"
        if len(open_lists) == item.level + 1:
            yield "</li>"
            if open_lists[-1] != tag:
                yield f"</{open_lists.pop()}>"
        if len(open_lists) <= item.level:
            open_lists.append(tag)
            yield f"<{tag}>"
        yield f"<li>{_rich(item.words, features)}"
    while open_lists:
        yield f"</li></{open_lists.pop()}>"


def _line(item: Item, features: frozenset[str]) -> str:
    return f"{' ' * item.level}• {_rich(item.words, features)}"
