"""Which due rows there are, and who knows what to do with them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from freesheet.work.models import Due

PAPER, MAIL, RETURNS = "paper", "mail", "returns"
"""Lanes: what stands in one never waits for what stands in the other."""


@dataclass(frozen=True)
class Kind:
    """One kind of due row.

    label           what one of its rows is called at the desk; empty where a row's own text says all
    do              gets the rows of one claimed batch, 1..limit of them; it ends each with done, later or failed
    first_by        a field with choices: its first go first, in three of four places of a batch; the oldest in the rest
    claimable       which rows a worker may claim now; without it, all
    lane            PAPER, MAIL or RETURNS: each has a thread of its own in every worker
    waits_on_others what fails is elsewhere and nobody misses it: no work for a technician
    lease_seconds   must exceed what one batch can take; after a crash the rows wait that long
    """

    name: str
    model: type[Due]
    do: Callable[[list[Any]], object]
    label: Promise | str = ""
    limit: int = 10
    lease_seconds: int = 60
    lane: str = PAPER
    first_by: str = ""
    claimable: Callable[[], QuerySet[Any]] | None = None
    waits_on_others: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind to what workers look for."""
    _kinds[kind.name] = kind


def registered(lane: str = "") -> list[Kind]:
    """All kinds, or a lane's, in the order in which rooms were made ready."""
    return [kind for kind in _kinds.values() if lane in ("", kind.lane)]
