"""A page's other editions, for the language switch and search engines."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language_info

from freesheet.kit import addresses


@dataclass(frozen=True)
class Edition:
    """One language of a page: its code, its name in itself, and the page's path there."""

    language: str
    name: str
    path: str


def edition(language: str, path: str) -> Edition:
    """The edition of that language whose page lives at path."""
    return Edition(language, get_language_info(language)["name_local"].capitalize(), path)


def every_edition(path: str) -> list[Edition]:
    """A page that each edition has at the same place, such as an error page."""
    return [
        edition(code, addresses.in_language(path, code, default=settings.LANGUAGE_CODE))
        for code, _ in settings.LANGUAGES
    ]
