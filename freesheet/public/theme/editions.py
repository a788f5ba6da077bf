"""A page's other editions, for the language switch and search engines."""

from dataclasses import dataclass

from freesheet.kit.editions import Edition


@dataclass(frozen=True)
class Twin:
    """A page in one edition, and its path there."""

    edition: Edition
    path: str

    @property
    def language(self) -> str:
        return self.edition.language

    @property
    def name(self) -> str:
        return self.edition.name


def twins_at(path: str) -> list[Twin]:
    """A page that each edition has at the same place, such as an error page."""
    return [Twin(edition, edition.path(path)) for edition in Edition.every()]
