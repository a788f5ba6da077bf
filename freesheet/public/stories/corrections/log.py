"""The log of corrections: an edition's newest ones on one page, and every month on its own.

Rule    a month comes into being with its first correction; what its page shows never moves to another
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from freesheet.doors.press import actions as press
from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.editions import Edition, languages
from freesheet.kit.periods import Period
from freesheet.public.stories import keys
from freesheet.public.stories.models import Correction
from freesheet.public.stories.pressing import log_path
from freesheet.public.theme.editions import Twin
from freesheet.public.theme.pages import EditionPage, PeriodPage, PublicPage

LISTED_CORRECTIONS = 100


def feed_path(language: str) -> str:
    """The feed of an edition's corrections, beside their log."""
    return f"{log_path(language)}feed.rss"


class LogPage(EditionPage):
    """The page of an edition's newest corrections."""

    owner_kind = keys.CORRECTION_LOG
    place = "/corrections/"

    @property
    def feed(self) -> str:
        return feed_path(self.language)


class LogMonth(PeriodPage):
    """All corrections of an edition that were stated in one month."""

    owner_kind = keys.CORRECTION_MONTH
    place = LogPage.place

    @property
    def list_key(self) -> str:
        return keys.corrections_month_key(self.language, self.period)

    @property
    def feed(self) -> str:
        return feed_path(self.language)

    def editions(self) -> list[Twin]:
        """The same month in every edition that has corrections in it, if there are several."""
        twins = [LogMonth(language, self.period) for language in languages()]
        touch(*(twin.list_key for twin in twins))
        stated = Correction.objects.filter(story__live=True).stated_in(self.period)
        there = set(stated.order_by().values_list("story__locale__language_code", flat=True).distinct())
        editions = [Twin(Edition(twin.language), twin.address) for twin in twins if twin.language in there]
        return editions if len(editions) > 1 else []


# What the pages show


def newest(language: str, count: int = LISTED_CORRECTIONS) -> list[Correction]:
    touch(keys.corrections_key(language))
    return _touched(Correction.objects.readable(language).with_faces().newest()[:count])


def stated_in(month: LogMonth) -> list[Correction]:
    """All of a month, newest first; raises ValueError for no month."""
    touch(month.list_key)
    stated = Correction.objects.readable(month.language).stated_in(month.period)
    return _touched(stated.with_faces().newest())


def by_month(corrections: Iterable[Correction], language: str) -> list[tuple[LogMonth, list[Correction]]]:
    """Corrections, newest first, under their months."""
    months = groupby(corrections, key=lambda one: one.month)
    return [(LogMonth(language, month), list(group)) for month, group in months]


def months_of(language: str) -> list[LogMonth]:
    """Every month that has corrections, newest first."""
    zone = timezone.get_default_timezone()
    firsts = Correction.objects.readable(language).datetimes("stated_at", "month", order="DESC", tzinfo=zone)
    return [LogMonth(language, Period.month_of(first)) for first in firsts]


def _touched(corrections: Iterable[Correction]) -> list[Correction]:
    found = list(corrections)
    for correction in found:
        touch(*correction.shown_keys())
    return found


def in_footer(page: PublicPage) -> SafeString:
    """The way to the log, at the foot of every page."""
    language = Edition.current().language
    return format_html('<p class="footer-log"><a href="{}">{}</a></p>', log_path(language), gettext("Corrections"))


# Where they live


def place_logs(languages: Sequence[str]) -> None:
    """Have every edition's log pressed, and each month that has corrections."""
    for language in languages:
        pages: list[LogPage | LogMonth] = [LogPage(language), *months_of(language)]
        press.place({page.key: page.address for page in pages})
