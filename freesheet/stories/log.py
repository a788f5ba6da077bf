"""The log of corrections: an edition's newest ones on one page, and every month on its own.

Called by   views, receivers, front.actions.lay_out, syndication
Calls       press.recording, press.actions
Rule        a month comes into being with its first correction; what its page shows never moves to another
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from freesheet.kit import addresses, clock
from freesheet.press import actions as press
from freesheet.press.recording import touch
from freesheet.stories import keys
from freesheet.stories.corrections import Correction
from freesheet.stories.models import Story
from freesheet.stories.pressing import correction_lists
from freesheet.theme.editions import Edition, edition, every_edition

NEWEST = 100


def log_path(language: str) -> str:
    return addresses.in_language("/corrections/", language, default=settings.LANGUAGE_CODE)


def feed_path(language: str) -> str:
    """The feed of an edition's corrections, beside their log."""
    return f"{log_path(language)}feed.rss"


@dataclass(frozen=True)
class LogPage:
    """The page of an edition's newest corrections; every edition has one."""

    language: str

    @property
    def key(self) -> str:
        return keys.CORRECTION_LOG.of(self.language)

    @property
    def address(self) -> str:
        return log_path(self.language)

    @property
    def feed(self) -> str:
        return feed_path(self.language)

    def editions(self) -> list[Edition]:
        return every_edition("/corrections/")


@dataclass(frozen=True)
class LogMonth:
    """All corrections of an edition that were stated in one month."""

    language: str
    year: int
    month: int

    @property
    def key(self) -> str:
        return keys.CORRECTION_MONTH.of(self.language, f"{self.year}-{self.month:02}")

    @property
    def list_key(self) -> str:
        return keys.corrections_month_key(self.language, self.year, self.month)

    @property
    def address(self) -> str:
        return f"{log_path(self.language)}{self.year}/{self.month:02}/"

    @property
    def feed(self) -> str:
        return feed_path(self.language)

    @property
    def first(self) -> datetime:
        """Its first moment, in the newsroom's zone."""
        return clock.month_range(self.year, self.month)[0]

    def editions(self) -> list[Edition]:
        """The same month in every edition that has corrections in it, if there are several."""
        twins = [LogMonth(code, self.year, self.month) for code, _ in settings.LANGUAGES]
        touch(*(twin.list_key for twin in twins))
        first, following = clock.month_range(self.year, self.month)
        stated = Correction.objects.filter(story__live=True, stated_at__gte=first, stated_at__lt=following)
        there = set(stated.order_by().values_list("story__locale__language_code", flat=True).distinct())
        editions = [edition(twin.language, twin.address) for twin in twins if twin.language in there]
        return editions if len(editions) > 1 else []


# What the pages show


def newest(language: str, count: int = NEWEST) -> list[Correction]:
    touch(keys.corrections_key(language))
    return _touched(Correction.objects.readable(language).with_faces().newest()[:count])


def stated_in(month: LogMonth) -> list[Correction]:
    """All of a month, newest first; raises ValueError for no month."""
    touch(month.list_key)
    first, following = clock.month_range(month.year, month.month)
    stated = Correction.objects.readable(month.language).filter(stated_at__gte=first, stated_at__lt=following)
    return _touched(stated.with_faces().newest())


def by_month(corrections: Iterable[Correction], language: str) -> list[tuple[LogMonth, list[Correction]]]:
    """Corrections, newest first, under their months."""
    months = groupby(corrections, key=lambda one: one.month)
    return [(LogMonth(language, *month), list(group)) for month, group in months]


def months_of(language: str) -> list[LogMonth]:
    """Every month that has corrections, newest first."""
    zone = timezone.get_default_timezone()
    firsts = Correction.objects.readable(language).datetimes("stated_at", "month", order="DESC", tzinfo=zone)
    return [LogMonth(language, *clock.month_of(first)) for first in firsts]


def by_year(months: Iterable[LogMonth]) -> list[tuple[int, list[LogMonth]]]:
    return [(year, list(group)) for year, group in groupby(months, key=lambda month: month.year)]


def _touched(corrections: Iterable[Correction]) -> list[Correction]:
    found = list(corrections)
    for correction in found:
        touch(*correction.shown())
    return found


def in_footer(page: Any) -> SafeString:
    """The way to the log, at the foot of every page."""
    language = get_language() or settings.LANGUAGE_CODE
    return format_html('<p class="footer-log"><a href="{}">{}</a></p>', log_path(language), gettext("Corrections"))


# Where they live


def place_logs(languages: list[str]) -> None:
    """Have every edition's log pressed, and each month that has corrections."""
    for language in languages:
        pages: list[LogPage | LogMonth] = [LogPage(language), *months_of(language)]
        press.place({page.key: page.address for page in pages})


def note(story: Story) -> None:
    """A story was published: whatever its corrections say now stands in the log."""
    stated = list(story.corrections.values_list("stated_at", flat=True))
    if stated:
        language = story.locale.language_code
        months = {clock.month_of(moment) for moment in stated}
        press.place({page.key: page.address for page in (LogMonth(language, *month) for month in months)})
        press.order(correction_lists(language, stated))
