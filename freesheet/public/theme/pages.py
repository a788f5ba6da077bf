"""What a public page is to the rooms that put something on each of them, whether a row stands behind it or not.

Owns    PublicPage; EditionPage, PeriodPage, by_year; once, keep
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar, Protocol, TypeVar

from freesheet.doors.press.owners import OwnerKind
from freesheet.kit.editions import Edition
from freesheet.kit.periods import Period
from freesheet.public.theme.editions import Twin, twins_at

T = TypeVar("T")


def once(page: Any, name: str, make: Callable[[], T]) -> T:
    """What blocks and slots of a page ask for time and again, made for the first of them and kept with the page."""
    if not hasattr(page, "__dict__"):
        return make()
    kept: dict[str, T] = page.__dict__.setdefault("_kept", {})
    if name not in kept:
        kept[name] = make()
    return kept[name]


def keep(page: Any, name: str, value: Any) -> None:
    """Have once() find value, as where a page is shown that is in no database."""
    page.__dict__.setdefault("_kept", {})[name] = value


class PublicPage(Protocol):
    """Masthead, feeds and slots ask no more of a page; one with a row is translatable instead of having editions()."""

    @property
    def key(self) -> str: ...

    @property
    def address(self) -> str | None: ...


@dataclass(frozen=True)
class EditionPage:
    """A page without a row that every edition has at the same place; subclasses say where."""

    language: str
    owner_kind: ClassVar[OwnerKind]
    place: ClassVar[str]

    @property
    def key(self) -> str:
        return self.owner_kind.of(self.language)

    @property
    def address(self) -> str:
        return Edition(self.language).path(self.place)

    def editions(self) -> list[Twin]:
        return twins_at(self.place)


@dataclass(frozen=True)
class PeriodPage:
    """A page without a row that an edition has for each year, month or day in which something was."""

    language: str
    period: Period
    owner_kind: ClassVar[OwnerKind]
    place: ClassVar[str] = "/"

    @property
    def key(self) -> str:
        return self.owner_kind.of(self.language, self.period)

    @property
    def address(self) -> str:
        return Edition(self.language).path(f"{self.place}{self.period.path}/")


P = TypeVar("P", bound=PeriodPage)


def by_year(pages: Iterable[P]) -> list[tuple[int, list[P]]]:
    """Pages of months or days, newest first, under their years."""
    return [(year, list(group)) for year, group in groupby(pages, key=lambda page: page.period.year)]
