"""HTML from a clipboard as a tree of elements and texts: nothing of it is trusted, nothing of it runs.

Rule    one pass, so that time grows with length whatever it holds; what lies too deep is taken as lying flat
Source  WHATWG HTML 13.2.5 (tokens) and 13.1.2.4 (optional tags), as far as clipboards need them
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from freesheet.kit.words.text import storable

DEEPEST_LEVEL = 90
"""Elements within elements; a mail that was forwarded often has about sixty."""
MOST_ELEMENTS = 60_000
"""Elements of one document: so many are read in two seconds."""
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SILENT = frozenset({"script", "style", "template", "noscript", "title", "xml", "noembed", "noframes", "textarea"})
"""Elements of which nothing is meant for readers."""
LINE_ELEMENTS = frozenset(
    {"br", "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "table", "caption", "tr", "td", "th", "blockquote", "pre"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
)
"""Elements whose words stand on lines of their own."""
ENDED_BY = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "p": (frozenset({"p"}), frozenset({"td", "th", "li", "div", "blockquote"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
}
"""What a start tag ends if it was left open, and what it never reaches beyond."""
_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z) | <[!?][^>]*(?:>|\Z)
      | <(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^>"']+|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))*)(?:>|\Z)
      | (?P<text>[^<]+|<+(?![a-zA-Z/!?])|<)""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s"'>]+)))?""")
_LONGEST_VALUE = 4_000
_DECLARATION = re.compile(r"\s*([\w-]+)\s*:\s*([^;]*)")


class TooLong(Exception):
    """More elements than anybody has written by hand."""


@dataclass(eq=False)
class Element:
    """One element: its name and attributes in small letters, and what is in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def get(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    @cached_property
    def style(self) -> dict[str, str]:
        """CSS property → value, both in small letters."""
        return {name: value.strip() for name, value in _DECLARATION.findall(self.get("style").lower())}

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(self.get("class").lower().split())

    @property
    def elements(self) -> Iterator["Element"]:
        return (child for child in self.children if isinstance(child, Element))

    def within(self) -> Iterator["Element"]:
        """All elements in it, in the order they stand."""
        for child in self.elements:
            yield child
            yield from child.within()

    @property
    def text(self) -> str:
        """All words in it, spaces as readers see them."""
        return " ".join("".join(self._pieces()).split())

    @property
    def text_without_jumps(self) -> str:
        """The same without links within the document: a footnote without its number, which leads back."""
        return " ".join("".join(self._pieces(jumps=False)).split())

    def _pieces(self, *, jumps: bool = True) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif jumps or not (child.name == "a" and child.get("href").startswith("#")):
                space = " " if child.name in LINE_ELEMENTS else ""
                yield space
                yield from child._pieces(jumps=jumps)
                yield space


def parse(html: str) -> Element:
    """The tree of any text at all, its root called "root"; raises TooLong."""
    builder = _Builder()
    place = 0
    while token := _TOKEN.match(html, place):
        place = token.end()
        if token["text"]:
            builder.add_text(token["text"])
        elif token["name"] and token["end"]:
            builder.end(token["name"].lower())
        elif token["name"]:
            name = token["name"].lower()
            if name in SILENT:
                place = _end_of(name, html, place)
            else:
                builder.begin(name, token["rest"])
    return builder.root


def _end_of(name: str, html: str, place: int) -> int:
    found = re.compile(f"</{name}\\b[^>]*>?", re.IGNORECASE).search(html, place)
    return found.end() if found else len(html)


class _Builder:
    def __init__(self) -> None:
        self.root = Element("root")
        self._open = [self.root]
        self._elements = 0

    def add_text(self, text: str) -> None:
        if words := storable(unescape(text)).replace("\ufffc", ""):
            self._open[-1].children.append(words)

    def begin(self, name: str, rest: str) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise TooLong
        self._end_what_was_left_open(name)
        element = Element(name, _attributes(rest))
        is_void = name in VOID or (rest.endswith("/") and ":" in name)
        if len(self._open) <= DEEPEST_LEVEL or is_void:
            self._open[-1].children.append(element)
            if not is_void:
                self._open.append(element)

    def end(self, name: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].name == name:
                del self._open[depth:]
                return

    def _end_what_was_left_open(self, name: str) -> None:
        ends, bounds = ENDED_BY.get(name, (frozenset(), frozenset()))
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].name in bounds or not ends:
                return
            if self._open[depth].name in ends:
                del self._open[depth:]
                if name != "tr":
                    return


def _attributes(rest: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(rest):
        found.setdefault(name.lower(), storable(unescape("".join(values)[:_LONGEST_VALUE])))
    return found
