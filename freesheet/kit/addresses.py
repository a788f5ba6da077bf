"""Paths on this site, as text.

Rule    a path starts with a slash; a page's ends with one too, a file's does not
Source  docs/house.md, Addresses
"""

import re

from django.conf import settings

from freesheet.kit import rooms

RESERVED = {"api", "join", "media", "originals", "static"}
"""First segments of files, and of rooms to come."""

_SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,199}\Z")


def absolute(path: str) -> str:
    """The URL of a path on this site."""
    return f"{settings.SITE_URL}{path}"


def is_safe(path: str) -> bool:
    """Whether every segment of path is plain ASCII and none could climb out of a folder."""
    if not path.startswith("/") or len(path) > 512:
        return False
    segments = path[1:].removesuffix("/").split("/") if path != "/" else []
    return all(_SEGMENT.match(segment) for segment in segments)


def is_reserved(slug: str, languages: list[str]) -> bool:
    """Whether a section or page may not be called so, because the address means something else."""
    is_year = slug.isdecimal() and len(slug) == 4
    return is_year or slug in languages or slug in RESERVED or slug in rooms.first_segments()


def in_language(path: str, language: str, *, default: str) -> str:
    """The same page's path in another edition: /uk/… ; the default edition has no prefix."""
    return path if language == default else f"/{language}{path}"


def language_of(path: str, languages: list[str]) -> str:
    """The edition that a path belongs to; languages[0] is the default edition."""
    first = path[1:].split("/", 1)[0]
    return first if first in languages[1:] else languages[0]


def without_language(path: str, languages: list[str]) -> str:
    """The same page's path in the default edition."""
    language = language_of(path, languages)
    return path if language == languages[0] else path.removeprefix(f"/{language}")


def in_text(path: str, languages: list[str]) -> str:
    """Where the text edition of the page at path lives: /text/… , under its edition's prefix."""
    here = without_language(path, languages)
    return in_language(f"/text{here}", language_of(path, languages), default=languages[0])


def leads_somewhere(url: str) -> bool:
    """Whether following url can only open a page or a letter: a path of this site, http, https or mailto.

    Browsers read a backslash as a slash and drop tabs and line ends: WHATWG URL, 4.4.
    """
    if "\\" in url or not url.isprintable():
        return False
    return url.startswith(("https://", "http://", "mailto:")) or (url.startswith("/") and not url.startswith("//"))
