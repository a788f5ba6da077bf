"""What became of an issue's mails, counted and by address.

Rule    as many queries for a quarter of a million mails as for ten
Source  promises 2, 8
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone

from freesheet.kit.email import normal
from freesheet.private.newsletters.models import Delivery, Issue
from freesheet.private.newsletters.models.sending import DeliveryQuerySet

Fate = Delivery.Fate
EXPLAINED_FATES = (Fate.FAILED, Fate.UNCERTAIN, Fate.SKIPPED)
"""Fates with words of the relay's, or ours, behind them."""


@dataclass(frozen=True)
class Tally:
    """How many mails came to what; the parts sum up to prepared."""

    prepared: int
    accepted: int
    failed: int
    skipped: int
    uncertain: int
    waiting: int

    @property
    def done(self) -> int:
        return self.prepared - self.waiting

    @property
    def parts(self) -> list[tuple[str, int, float]]:
        """Fate, count and share in percent, of what the bar shows."""
        counts = [(one, getattr(self, one)) for one in ("accepted", "skipped", "failed", "uncertain", "waiting")]
        return [(one, count, 100 * count / (self.prepared or 1)) for one, count in counts]


def tally(issue: Issue) -> Tally:
    """Under way counts as waiting: nobody knows yet. Of an old issue it is what folding kept."""
    if issue.folded:
        return Tally(**issue.folded["tally"])
    counted = issue.deliveries.tallied()
    waiting = counted[Fate.WAITING] + counted[Fate.UNDER_WAY]
    told = {fate: counted[Fate(fate)] for fate in ("accepted", "failed", "skipped", "uncertain")}
    return Tally(prepared=sum(counted.values()), waiting=waiting, **told)


@dataclass(frozen=True)
class Speed:
    """Mails a minute since the issue began, and the minutes left at that speed; None where it cannot be said."""

    a_minute: int
    minutes_left: int | None


def speed(issue: Issue, counted: Tally) -> Speed | None:
    if not issue.is_under_way or not issue.frozen_at or not counted.done:
        return None
    minutes = max((timezone.now() - issue.frozen_at).total_seconds(), 1) / 60
    a_minute = counted.done / minutes
    left = issue.window_minutes - minutes if issue.window_minutes else counted.waiting / a_minute
    return Speed(round(a_minute), max(0, round(left)))


def reasons(issue: Issue, at_most: int = 20) -> list[dict[str, Any]]:
    """Why mails failed, were skipped or are uncertain: fate, words, count; the commonest first."""
    if issue.folded:
        return _labelled(issue.folded["reasons"])
    told = issue.deliveries.filter(fate__in=EXPLAINED_FATES).values("fate", "words").annotate(count=Count("pk"))
    return _labelled(told.order_by("-count", "fate")[:at_most])


def _labelled(reasons: Iterable[Any]) -> list[dict[str, Any]]:
    return [{**one, "label": str(Fate(one["fate"]).label)} for one in reasons]


def returns(issue: Issue) -> dict[str, int]:
    """How many came back, by kind."""
    return issue.folded["returned"] if issue.folded else issue.deliveries.returns()


def uncertain(issue: Issue) -> DeliveryQuerySet:
    """Each by name, for an editor to decide."""
    there: Any = issue.deliveries.filter(fate=Fate.UNCERTAIN)
    rows: DeliveryQuerySet = there.select_related("subscription__reader").order_by("pk")
    return rows


def outcome(issue: Issue, address: str) -> list[Delivery]:
    """What became of the mail to that address; none where it was not among the audience, or was erased."""
    there = issue.deliveries.filter(subscription__reader__email=normal(address))
    return list(there.select_related("subscription__reader"))
