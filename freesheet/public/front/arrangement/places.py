"""Which stories stand where on a front page. Pure: no query, no request.

Rule    no story stands twice; what an editor chose comes first, and gives way to the newest once it cannot be read
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class Placeable(Protocol):
    """A story: all that arranging must know of it is which one it is."""

    @property
    def pk(self) -> int: ...


S = TypeVar("S", bound=Placeable)
T = TypeVar("T", bound=Placeable)
K = TypeVar("K")


@dataclass(frozen=True)
class RowWish(Generic[S, K]):
    """One row as it is wanted.

    head      what stands over it
    chosen    by an editor, in order; all of them stand
    newest    what fills it up to count, newest first
    count     stories; 0: the row holds none and stands all the same
    """

    head: K
    chosen: Sequence[S] = ()
    newest: Sequence[S] = ()
    count: int = 0


@dataclass(frozen=True)
class Wish(Generic[S, K]):
    """What an editor chose, of what can be read now.

    lead        None: the newest
    secondary   in order; all of them stand
    rows        below, in order
    """

    lead: S | None = None
    secondary: Sequence[S] = ()
    rows: Sequence[RowWish[S, K]] = ()

    def chosen(self) -> Iterator[S]:
        """All that an editor has put somewhere, from top to bottom."""
        yield from [self.lead] if self.lead else []
        yield from self.secondary
        for row in self.rows:
            yield from row.chosen


@dataclass(frozen=True)
class Row(Generic[S, K]):
    """One row's stories, in order; only a row that never holds stories is without."""

    head: K
    stories: list[S]


@dataclass(frozen=True)
class Arrangement(Generic[S, K]):
    """A front page, read from top to bottom."""

    lead: S | None = None
    secondary: list[S] = field(default_factory=list)
    rows: list[Row[S, K]] = field(default_factory=list)
    near_count: int = 0

    def of(self, stories: Mapping[int, T]) -> "Arrangement[T, K]":
        """The same places, with what stands there by its key; what is missing leaves its place out."""

        def those(places: Iterable[S]) -> list[T]:
            return [stories[place.pk] for place in places if place.pk in stories]

        return Arrangement(
            lead=stories.get(self.lead.pk) if self.lead else None,
            secondary=those(self.secondary),
            rows=[Row(row.head, those(row.stories)) for row in self.rows],
            near_count=self.near_count,
        )

    def keys(self) -> set[int]:
        """Of all that stands somewhere."""
        rows = (story for row in self.rows for story in row.stories)
        return {story.pk for story in (*([self.lead] if self.lead else []), *self.secondary, *rows)}

    @property
    def secondary_near(self) -> list[S]:
        """The secondary stories that stand with the lead."""
        return self.secondary[: self.near_count]

    @property
    def secondary_below(self) -> list[S]:
        """The secondary stories beneath."""
        return self.secondary[self.near_count :]


def arrange(wish: Wish[S, K], *, newest: Sequence[S], secondary: int, near: int = 0) -> Arrangement[S, K]:
    """Give every place its story.

    newest      of the edition, newest first: fills the lead and what is missing of secondary places
    secondary   how many secondary places there are; an editor who chose more gets more
    near        how many of those are with the lead
    """
    kept = {story.pk for story in wish.chosen()}  # for where an editor put them
    taken: set[int] = set()

    def fill(chosen: Sequence[S], rest: Sequence[S], count: int) -> list[S]:
        stories = list(_free(chosen, taken))
        rest = [story for story in rest if story.pk not in kept]
        return stories + _first(_free(rest, taken), count - len(stories))

    lead = fill([wish.lead] if wish.lead else [], newest, 1)
    beside = fill(wish.secondary, newest, secondary)
    rows = [(row, Row(row.head, fill(row.chosen, row.newest, row.count))) for row in wish.rows]
    standing = [row for wanted, row in rows if row.stories or not wanted.count]
    return Arrangement(lead[0] if lead else None, beside, standing, near)


def _free(stories: Iterable[S], taken: set[int]) -> Iterator[S]:
    """Those that stand nowhere yet; each one given stands from then on."""
    for story in stories:
        if story.pk not in taken:
            taken.add(story.pk)
            yield story


def _first(stories: Iterator[S], count: int) -> list[S]:
    """At most so many, and no more is taken than is given."""
    return [story for _, story in zip(range(count), stories, strict=False)]
