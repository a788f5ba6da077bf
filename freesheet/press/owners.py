"""Whose address a sheet is, by kind: what is pressed first when much is due at once.

Called by   each room's apps.ready, which ranks its owners; actions, which ranks what becomes stale
Rule        an owner is "kind:…"; what no room has ranked waits with the rest
"""

from collections.abc import Collection

from django.db.models import Case, IntegerChoices, Value, When

_ranks: dict[str, "Rank"] = {}


class Rank(IntegerChoices):
    """Lower ones go first; each batch also takes some of the oldest, so none starves (press.work)."""

    OWN = 0, "the page of what has changed"
    FRONT = 1, "fronts, their fragments and feeds"
    LIST = 2, "pages and feeds that list several things"
    REST = 3, "all others that show it"
    TEXT = 4, "the text edition"


def rank(ranks: dict[str, Rank]) -> None:
    """Say how owners that begin so are ranked; the longest beginning counts."""
    _ranks.update(ranks)


def rank_of(*, own: Collection[str] = ()) -> Case:
    """A sheet's rank, as a query's expression; own: owners that have changed themselves. Text is last in any case."""
    longest_first = sorted(_ranks.items(), key=lambda item: -len(item[0]))
    kinds = [(When(owner__startswith=beginning, then=Value(one)), one) for beginning, one in longest_first]
    return Case(
        *(when for when, one in kinds if one == Rank.TEXT),
        *([When(owner__in=own, then=Value(Rank.OWN))] if own else []),
        *(when for when, one in kinds if one != Rank.TEXT),
        default=Value(Rank.REST),
    )
