"""Years, months and days of the newsroom's zone, as archives are ordered by them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone


@dataclass(frozen=True, order=True)
class Period:
    """A year, a month of it, or a day: Period(2026), Period(2026, 11), Period(2026, 11, 30).

    One that no calendar has may be made; its moments raise ValueError.
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def year_of(cls, moment: datetime) -> "Period":
        return cls(in_zone(moment).year)

    @classmethod
    def month_of(cls, moment: datetime) -> "Period":
        local = in_zone(moment)
        return cls(local.year, local.month)

    @classmethod
    def day_of(cls, moment: datetime) -> "Period":
        local = in_zone(moment)
        return cls(local.year, local.month, local.day)

    @property
    def first(self) -> datetime:
        """Its first moment."""
        begins = date(self.year, self.month or 1, self.day or 1)
        return datetime(begins.year, begins.month, begins.day, tzinfo=timezone.get_default_timezone())

    @property
    def end(self) -> datetime:
        """The first moment after it, whatever clocks did in between."""
        return self.later(1).first

    def later(self, steps: int) -> "Period":
        """So many years, months or days later; earlier if negative."""
        if self.day:
            then = date(self.year, self.month, self.day) + timedelta(days=steps)
            return Period(then.year, then.month, then.day)
        if self.month:
            months = self.year * 12 + self.month - 1 + steps
            return Period(months // 12, months % 12 + 1)
        return Period(self.year + steps)

    @property
    def path(self) -> str:
        """As a part of an address: 2026/11/30."""
        return str(self).replace("-", "/")

    def __str__(self) -> str:
        """As in ISO 8601: 2026-11-30."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


def in_zone(moment: datetime) -> datetime:
    """The moment in the newsroom's zone, whichever zone an editor's desk is set to."""
    return timezone.localtime(moment, timezone.get_default_timezone())
