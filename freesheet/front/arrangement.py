"""Which stories stand where on a front page. Pure: no query, no request.

Called by   views
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
    *,
    lead: S | None,
    chosen: Sequence[S],
    newest: Sequence[S],
    secondary: int,
    rows: Sequence[tuple[K, int]],
    by_section: Mapping[K, Sequence[S]],
) -> Arrangement[S, K]:
    """Give every place its story.

    lead        the editor's, if it can be read; None takes the newest
    chosen      the editor's secondary stories that can be read, in order; all of them stand
    newest      of the edition, newest first: fills the lead and what is missing of secondary places
    secondary   how many secondary places there are at least
    rows        sections with how many stories each shows, in order
    by_section  each section's newest, at least as many as its row shows and as stand above it
    """
    taken: set[int] = set()
    top = next(_free([*([lead] if lead else []), *newest], taken), None)
    beside = list(_free(chosen, taken))
    beside += _first(_free(newest, taken), secondary - len(beside))
    filled = [Row(section, _first(_free(by_section.get(section, ()), taken), count)) for section, count in rows]
    return Arrangement(top, beside, [row for row in filled if row.stories])


def _free(stories: Iterable[S], taken: set[int]) -> Iterator[S]:
    """Those that stand nowhere yet; each one given stands from then on."""
    for story in stories:
        if story.pk not in taken:
            taken.add(story.pk)
            yield story


def _first(stories: Iterator[S], count: int) -> list[S]:
    """At most so many, and no more is taken than is given."""
    return [story for _, story in zip(range(count), stories, strict=False)]
