"""The paper's editions: one a language; the first has no prefix in its addresses."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language, get_language_info

from freesheet.kit import addresses


@dataclass(frozen=True)
class Edition:
    """The paper in one language, by its code in settings.LANGUAGES."""

    language: str

    @classmethod
    def current(cls) -> "Edition":
        """That of the language which is active, as in a request or while a page is rendered."""
        return cls(get_language() or settings.LANGUAGE_CODE)

    @classmethod
    def of(cls, path: str) -> "Edition":
        """The one that a path belongs to."""
        return cls(addresses.language_of(path, languages()))

    @classmethod
    def every(cls) -> list["Edition"]:
        """In their order, the default first."""
        return [cls(language) for language in languages()]

    @property
    def name(self) -> str:
        """Its language's name in that language."""
        return get_language_info(self.language)["name_local"].capitalize()

    def path(self, path: str) -> str:
        """Where it has the page that the default edition has at path."""
        return addresses.in_language(path, self.language, default=settings.LANGUAGE_CODE)


def languages() -> list[str]:
    """Codes of all editions, the default's first."""
    return [code for code, _name in settings.LANGUAGES]
