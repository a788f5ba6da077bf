"""The News Feed's own page of an edition, and the page of each of its days."""

from datetime import datetime

from freesheet.kit.periods import Period
from freesheet.public.newsfeed import keys
from freesheet.public.theme.pages import EditionPage, PeriodPage


class FeedPage(EditionPage):
    owner_kind = keys.FEED
    place = "/news/"


class DayPage(PeriodPage):
    owner_kind = keys.DAY
    place = FeedPage.place

    @classmethod
    def of(cls, language: str, moment: datetime) -> "DayPage":
        return cls(language, Period.day_of(moment))

    @property
    def list_key(self) -> str:
        return keys.day_key(self.language, self.period)
