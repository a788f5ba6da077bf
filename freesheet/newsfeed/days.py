"""A day of an edition's News Feed: its page's path, and the way to the days beside it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from freesheet.kit import addresses
from freesheet.newsfeed import keys


@dataclass(frozen=True)
class Day:
    """One day in the newsroom's zone; its page, its key, its list."""

    language: str
    date: date

    @classmethod
    def of(cls, language: str, moment: datetime) -> "Day":
        return cls(language, timezone.localtime(moment, timezone.get_default_timezone()).date())

    @property
    def key(self) -> str:
        return keys.DAY.of(self.language, self.date.isoformat())

    @property
    def list_key(self) -> str:
        return keys.day_key(self.language, self.date)

    @property
    def address(self) -> str:
        path = f"/news/{self.date:%Y/%m/%d}/"
        return addresses.in_language(path, self.language, default=settings.LANGUAGE_CODE)

    @property
    def first(self) -> datetime:
        """Its first moment."""
        return datetime(self.date.year, self.date.month, self.date.day, tzinfo=timezone.get_default_timezone())

    @property
    def end(self) -> datetime:
        """The first moment of the next day, whatever the clocks did in between."""
        following = self.date + timedelta(days=1)
        return datetime(following.year, following.month, following.day, tzinfo=timezone.get_default_timezone())
