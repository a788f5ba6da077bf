"""Which stories stand where on a front page. Pure: no query, no request.

Called by   lists
Rule        no story stands twice; what an editor chose and cannot be read any more gives way to the newest
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class Placeable(Protocol):
    """A story: all that arranging must know of it is which one it is."""

    @property
    def pk(self) -> int: ...


S = TypeVar("S", bound=Placeable)
K = TypeVar("K")


@dataclass(frozen=True)
class Wish(Generic[S, K]):
    """What an editor chose, of what can be read now.

    lead        None: the newest
    secondary   in order; all of them stand
    rows        sections with how many stories each shows, in order
    """

    lead: S | None
    secondary: Sequence[S]
    rows: Sequence[tuple[K, int]]


@dataclass(frozen=True)
class Row(Generic[S, K]):
    """One section's stories, in order; never empty."""

    section: K
    stories: list[S]


@dataclass(frozen=True)
class Arrangement(Generic[S, K]):
    """A front page, read from top to bottom."""

    lead: S | None = None
    secondary: list[S] = field(default_factory=list)
    rows: list[Row[S, K]] = field(default_factory=list)


def arrange(
    wish: Wish[S, K], *, newest: Sequence[S], by_section: Mapping[K, Sequence[S]], secondary: int
) -> Arrangement[S, K]:
    """Give every place its story.

    newest      of the edition, newest first: fills the lead and what is missing of secondary places
    by_section  each section's newest, at least as many as its row shows and as stand above it
    secondary   how many secondary places there are; an editor who chose more gets more
    """
    taken: set[int] = set()
    lead = next(_free([*([wish.lead] if wish.lead else []), *newest], taken), None)
    beside = list(_free(wish.secondary, taken))
    beside += _first(_free(newest, taken), secondary - len(beside))
    rows = [Row(section, _first(_free(by_section.get(section, ()), taken), count)) for section, count in wish.rows]
    return Arrangement(lead, beside, [row for row in rows if row.stories])


def _free(stories: Iterable[S], taken: set[int]) -> Iterator[S]:
    """Those that stand nowhere yet; each one given stands from then on."""
    for story in stories:
        if story.pk not in taken:
            taken.add(story.pk)
            yield story


def _first(stories: Iterator[S], count: int) -> list[S]:
    """At most so many, and no more is taken than is given."""
    return [story for _, story in zip(range(count), stories, strict=False)]
