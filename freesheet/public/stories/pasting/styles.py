"""What an element means by its tag, classes and styles, in the dialects of those who fill clipboards.

Source  ECMA-376 part 1 (what Word's mso- properties stand for); what Google Docs, Word, LibreOffice, Outlook and
        Chromium put on a clipboard, kept in tests/stories/pasting
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, parse_qs, urlsplit

from freesheet.kit.addresses import leads_somewhere
from freesheet.public.stories.pasting.document import ABOVE, BELOW, BOLD, ITALIC
from freesheet.public.stories.pasting.tree import Element

BLOCKS = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "figure", "figcaption"}
    | {"center", "pre", "dl", "dt", "dd", "details", "summary", "fieldset", "legend", "body", "html", "form", "li"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKS = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC, "sup": ABOVE, "sub": BELOW}
_MSO_LIST = re.compile(r"\bl(\d+)\s+level(\d+)(?:\s+lfo(\d+))?")
_MARKER = re.compile(r"\(?(?:\d{1,4}(?:\.\d{1,4})*|[a-zа-яіїєґ]{1,2}|[ivxlcdm]{1,7})[.)]", re.IGNORECASE)
LONGEST_MARK = 6
"""Characters of a footnote's mark: 1, [12], *."""
_NOTE = re.compile(r"_?(?:ftn|edn|sdfootnote|sdendnote|footnote|endnote|fn|cite_note)[\w:.-]*\Z", re.IGNORECASE)
_COMMENT = re.compile(r"#_?(?:msocom|comment|cmnt)[\w-]*\Z", re.IGNORECASE)
_TITLES = frozenset({"msotitle", "title"})
_QUOTES = frozenset({"msoquote", "msointensequote", "quotations"})
_REPLIES = frozenset({"gmail_quote", "cite", "moz-cite"})
_SIGNATURES = frozenset({"gmail_signature", "moz-signature", "applemailsignature"})


@dataclass(frozen=True)
class Ink:
    """How words look at a place: what surrounds them has said so."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    is_kept: bool = False
    """Whether a line's end in the source is one for readers."""


def ink_of(element: Element, around: Ink) -> Ink:
    """What an element makes of the ink around it; a style says more than a tag."""
    mark = _MARKS.get(element.name)
    marks = set(around.marks) | ({mark} if mark else set())
    style = element.style
    _turn(marks, BOLD, _is_bold(style.get("font-weight", "")))
    _turn(marks, ITALIC, _is_italic(style.get("font-style", "")))
    raised = style.get("vertical-align", "")
    if raised == "super":
        marks.add(ABOVE)
    elif raised == "sub":
        marks.add(BELOW)
    kept = around.is_kept or element.name == "pre" or style.get("white-space", "").startswith(("pre", "break"))
    ink = replace(around, marks=frozenset(marks), is_kept=kept)
    return replace(ink, href=target(element.get("href"))) if element.name == "a" and element.get("href") else ink


def _turn(marks: set[str], mark: str, on: bool | None) -> None:
    if on:
        marks.add(mark)
    elif on is False:
        marks.discard(mark)


def _is_bold(weight: str) -> bool | None:
    if weight.isdecimal():
        return int(weight) >= 600
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def _is_italic(style: str) -> bool | None:
    return {"italic": True, "oblique": True, "normal": False}.get(style)


def target(href: str) -> str:
    """Where a link leads, without the detours of Google Docs and Outlook; "" if that is nowhere from here."""
    href = href.strip()
    split = _split(href)
    query = {"www.google.com": "q", "google.com": "q"}.get(split.hostname or "", "")
    if (split.hostname or "").endswith(".safelinks.protection.outlook.com"):
        query = "url"
    if query and (split.path in {"/url", "/"}) and (found := parse_qs(split.query).get(query)):
        href = found[0]
        split = _split(href)
    is_whole = split.scheme in {"http", "https"} and split.hostname
    return href if (is_whole or split.scheme == "mailto") and leads_somewhere(href) else ""


def _split(href: str) -> SplitResult:
    try:
        split = urlsplit(href)
        _ = split.hostname
    except ValueError:
        return urlsplit("")
    return split


def is_hidden(element: Element) -> bool:
    """Whether readers of the document did not see it, or saw only a picture of one dot."""
    style = element.style
    sizes = (element.get("width"), element.get("height"))
    is_dot = element.name == "img" and all(size in {"0", "1", "2"} for size in sizes)
    return is_dot or style.get("display") == "none" or style.get("mso-hide") == "all" or "hidden" in element.attributes


def list_place(element: Element) -> tuple[str, int] | None:
    """Of a paragraph that Word means as an item: which list, and how deep, outermost 0."""
    found = _MSO_LIST.search(element.style.get("mso-list", "")) if element.name in {"p", "div"} else None
    return (f"l{found[1]}-{found[3]}", max(0, int(found[2]) - 1)) if found else None


def is_marker(element: Element) -> bool:
    """Whether it is what Word drew before an item or a numbered heading."""
    return element.style.get("mso-list", "") == "ignore"


def is_number(marker: str) -> bool:
    """Whether an item's marker counts, rather than being a dot or a dash."""
    return bool(_MARKER.match(marker.strip()))


def is_heading(element: Element) -> bool:
    return element.name in HEADINGS or element.get("role") == "heading" or is_title(element)


def is_title(element: Element) -> bool:
    return element.name in {"p", "h1"} and not _TITLES.isdisjoint(element.classes)


def is_quote(element: Element) -> bool:
    return element.name == "p" and not _QUOTES.isdisjoint(element.classes)


def is_reply(element: Element) -> bool:
    """Whether a quote is a mail that this one answers or forwards: what others wrote, but not as a quotation."""
    return element.get("type") == "cite" or not _REPLIES.isdisjoint(element.classes)


def is_signature(element: Element) -> bool:
    named = element.get("id").lower() in {"signature", "applemailsignature"}
    return element.name == "div" and (named or not _SIGNATURES.isdisjoint(element.classes))


def note_mark(element: Element) -> str:
    """Of a link to a footnote or endnote, or back from one: that note's name; else ""."""
    place = element.get("href").partition("#")[2]
    is_note = element.name == "a" and _NOTE.match(place) and len(element.text) <= LONGEST_MARK
    return place if is_note else ""


def comment_mark(element: Element) -> str:
    """Of a link to a comment in the margin: that comment's name; else ""."""
    href = element.get("href")
    return href[1:] if element.name == "a" and _COMMENT.match(href) else ""


def is_apart(element: Element, kinds: tuple[str, ...]) -> bool:
    """Whether Word keeps it apart from the text, at its end: notes, comments."""
    return element.style.get("mso-element", "") in kinds
