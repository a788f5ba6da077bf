"""What a body leads to, shows and says: one walk that asks its blocks.

Owns    Answer; links, pictures, stories, embeds, prose
Rule    a block is asked for what it says of itself (links_in and so on); one that says nothing is asked for its parts
Rule    values are read as they are stored: numbers of rows, and of pictures and pages that are there
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

T = TypeVar("T")
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Answer(Generic[T]):
    """One thing that a body holds.

    number  which of the body's blocks holds it, from 0
    block   that block's id
    place   names and numbers of the parts that lead to it within the block
    """

    number: int
    block: str
    place: Place
    value: T


def links(body: blocks.StreamValue) -> Iterator[Answer[str | int]]:
    """Where texts, buttons and cards lead to: an address, or the primary key of a page of ours."""
    return _answers("links", body)


def pictures(body: blocks.StreamValue) -> Iterator[Answer[int]]:
    """Primary keys of pictures."""
    return _answers("pictures", body)


def stories(body: blocks.StreamValue) -> Iterator[Answer[int]]:
    """Primary keys of the stories that cards show."""
    return _answers("stories", body)


def embeds(body: blocks.StreamValue) -> Iterator[Answer[str]]:
    """Addresses of what stands on other sites and is played here."""
    return _answers("embeds", body)


def prose(body: blocks.StreamValue) -> Iterator[Answer[str]]:
    """Rich texts, as they are stored."""
    return _answers("prose", body)


def _answers(question: str, body: blocks.StreamValue) -> Iterator[Answer[Any]]:
    for number, bound in enumerate(body):
        for place, value in _of(question, bound.block, bound.get_prep_value()["value"], ()):
            yield Answer(number, str(bound.id), place, value)


def _of(question: str, block: blocks.Block, raw: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    if raw is None:
        return
    if own := getattr(block, f"{question}_in", None):
        yield from ((place, value) for value in own(raw))
        return
    match block:
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                yield from _of(question, child, raw.get(name), (*place, name))
        case blocks.StreamBlock():
            for number, item in enumerate(raw):
                if child := block.child_blocks.get(item["type"]):
                    yield from _of(question, child, item["value"], (*place, number))
        case blocks.ListBlock():
            for number, item in enumerate(raw):
                yield from _of(question, block.child_block, item["value"], (*place, number))
        case _:
            yield from ((place, value) for value in _of_leaf(question, block, raw))


def _of_leaf(question: str, block: blocks.Block, raw: Any) -> Iterator[Any]:
    for kind, answer in LEAVES.get(question, ()):
        if isinstance(block, kind):
            yield from answer(raw)


def _itself(raw: Any) -> Iterator[Any]:
    yield raw


def _links_of_markup(markup: str) -> Iterator[str | int]:
    for tag in FIND_A_TAG.findall(markup):
        named = extract_attrs(tag)
        if named.get("linktype") == "page" and named.get("id", "").isdecimal():
            yield int(named["id"])
        elif named.get("href"):
            yield named["href"].strip()


LEAVES: dict[str, list[tuple[type[blocks.Block], Callable[[Any], Iterator[Any]]]]] = {
    "links": [(blocks.RichTextBlock, _links_of_markup), (blocks.PageChooserBlock, _itself)],
    "pictures": [(ImageChooserBlock, _itself)],
    "stories": [(blocks.PageChooserBlock, _itself)],
    "prose": [(blocks.RichTextBlock, _itself)],
}
"""What Wagtail's own blocks answer."""
