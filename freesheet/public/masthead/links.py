"""Where the links of navigation and footer lead now.

Rule    follows what it links to: a moved page's new address, and no link to what is not published
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from freesheet.public.masthead.models import Section


@dataclass(frozen=True)
class Link:
    """One link; thing is the page or section it leads to, which knows whether the reader is there."""

    text: str
    path: str
    thing: Any = None

    @property
    def keys(self) -> list[str]:
        return [self.thing.key] if self.thing is not None else []


def of_sections(sections: Iterable[Section]) -> list[Link]:
    return [Link(section.name, section.address, section) for section in sections]


def resolved(streams: list[Any]) -> list[list[Link]]:
    """The links of each stream that lead somewhere now; all pages in one query a kind of page."""
    wanted = {block.value["page"].pk for stream in streams for block in stream if _page_of(block)}
    pages = {page.pk: page for page in Page.objects.filter(pk__in=wanted).live().specific()} if wanted else {}
    return [[link for block in stream if (link := _link(block, pages))] for stream in streams]


def _page_of(block: Any) -> Any:
    return block.value["page"] if block.block_type == "page" else None


def _link(block: Any, pages: dict[int, Any]) -> Link | None:
    value = block.value
    match block.block_type:
        case "section":
            section = value["section"]
            return Link(section.name, section.address, section) if section else None
        case "page":
            page = pages.get(value["page"].pk) if value["page"] else None
            address = getattr(page, "address", None)
            return Link(value["text"] or page.title, address, page) if page and address else None
    return Link(value["text"], value["url"])
