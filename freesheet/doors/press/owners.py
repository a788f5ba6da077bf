"""Whose address a sheet is, by kind: what is pressed first when much is due at once.

Owns    OwnerKind, Rank; each room spells its kinds in keys.py and registers them in apps.ready
Rule    an owner is "kind:which"; what no room has registered waits with the rest
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, IntegerChoices, Value, When

_registered: set["OwnerKind"] = set()


class Rank(IntegerChoices):
    """Lower ones go first; each batch also takes some of the oldest, so none starves (press.work)."""

    OWN = 0, "the page of what has changed"
    FIRST = 1, "where most readers begin"
    NEXT = 2, "where they go from there"
    LIST = 3, "pages that list several things"
    REST = 4, "all others that show it"
    LAST = 5, "other forms of pages"
    ANEW = 6, "what nobody has changed, made anew"


@dataclass(frozen=True)
class OwnerKind:
    """One kind of thing that has a page.

    name    how its owners begin; where what goes along with another kind has a rank of its own, both names
    """

    name: str
    rank: Rank = Rank.REST

    def of(self, *which: object) -> str:
        """The owner of one of them, which is its key too; of another owner, what goes along with that."""
        return ":".join([self.name, *map(str, which)])

    def owns(self, owner: str) -> bool:
        return owner.startswith(f"{self.name}:")

    def which_of(self, owner: str) -> str:
        """Which one of this kind the owner is, or goes along with; empty for another kind's."""
        *_along, kind, which = ("", *owner.split(":"))[-3:]
        return which if kind == self.name else ""


def _ranked() -> list[OwnerKind]:
    """Kinds with a rank of their own, longer names first."""
    ranked = {kind for kind in _registered if kind.rank != Rank.REST}
    return sorted(ranked, key=lambda kind: (-len(kind.name), kind.name))


def is_of(owner: str, key: str) -> bool:
    """Whether an owner is the thing with that key, or what goes along with it."""
    return owner == key or owner.endswith(f":{key}")


def register(*kinds: OwnerKind) -> None:
    """Have owners of these kinds pressed by their rank; the longest name that an owner begins with counts."""
    _registered.update(kinds)


def registered() -> frozenset[OwnerKind]:
    return frozenset(_registered)


def own_rank(owner: str) -> Rank:
    """The rank of the page of an owner that has changed itself; what is last is last in any case."""
    rank = next((kind.rank for kind in _ranked() if kind.owns(owner)), Rank.REST)
    return Rank.LAST if rank == Rank.LAST else Rank.OWN


def rank_of(*, own: Collection[str] = ()) -> Case:
    """A sheet's rank, as a query's expression; own: owners that have changed themselves, as in own_rank."""
    ranks = [(kind.rank, When(owner__startswith=kind.of(""), then=Value(kind.rank))) for kind in _ranked()]
    return Case(
        *(when for rank, when in ranks if rank == Rank.LAST),
        *([When(owner__in=own, then=Value(Rank.OWN))] if own else []),
        *(when for rank, when in ranks if rank != Rank.LAST),
        default=Value(Rank.REST),
    )
