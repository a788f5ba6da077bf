"""A month of an edition: its page, the way to the months beside it, and the page that leads to all of them.

Called by   views
Calls       lists, press.recording
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from freesheet.front import keys
from freesheet.kit import addresses, clock
from freesheet.press.recording import touch
from freesheet.stories.keys import month_key
from freesheet.stories.models import Story
from freesheet.theme.editions import Edition, edition, every_edition

AHEAD = 12
"""How many empty months a newsroom may pause before an older month's page no longer notices the next one."""


@dataclass(frozen=True)
class Month:
    """One month of an edition; its page's path, key and name."""

    language: str
    year: int
    month: int

    @classmethod
    def of(cls, language: str, moment: datetime) -> "Month":
        return cls(language, *clock.month_of(moment))

    @property
    def key(self) -> str:
        return keys.MONTH.of(self.language, f"{self.year}-{self.month:02}")

    @property
    def address(self) -> str:
        return addresses.in_language(f"/{self.year}/{self.month:02}/", self.language, default=settings.LANGUAGE_CODE)

    @property
    def first(self) -> datetime:
        """Its first moment, in the newsroom's zone."""
        return clock.month_range(self.year, self.month)[0]

    def beside(self, step: int) -> "Month":
        """The month so many steps later, or earlier."""
        months = self.year * 12 + self.month - 1 + step
        return Month(self.language, months // 12, months % 12 + 1)

    def touch_until(self, other: "Month | None", step: int) -> None:
        """Touch the lists of the months on the way to the next one that has stories."""
        for distance in range(1, AHEAD + 1):
            month = self.beside(step * distance)
            if not 1 <= month.year <= 9999:
                return
            touch(month_key(month.language, month.year, month.month))
            if month == other:
                return

    def following(self) -> "Month | None":
        """The next month that has stories."""
        later = Story.objects.readable(self.language).filter(first_published_at__gte=self.beside(1).first)
        found = later.order_by("first_published_at").values_list("first_published_at", flat=True).first()
        month = Month.of(self.language, found) if found else None
        self.touch_until(month, 1)
        return month

    def preceding(self) -> "Month | None":
        """The last month before it that has stories."""
        earlier = Story.objects.readable(self.language).filter(first_published_at__lt=self.first)
        found = earlier.order_by("-first_published_at").values_list("first_published_at", flat=True).first()
        month = Month.of(self.language, found) if found else None
        self.touch_until(month, -1)
        return month

    def editions(self) -> list[Edition]:
        """The same month in every edition that has stories in it, if there are several."""
        first, following = clock.month_range(self.year, self.month)
        twins = [Month(code, self.year, self.month) for code, _ in settings.LANGUAGES]
        touch(*(month_key(twin.language, twin.year, twin.month) for twin in twins))
        stories = Story.objects.live().filter(first_published_at__gte=first, first_published_at__lt=following)
        there = set(stories.order_by().values_list("locale__language_code", flat=True).distinct())
        editions = [edition(twin.language, twin.address) for twin in twins if twin.language in there]
        return editions if len(editions) > 1 else []


def archive_path(language: str) -> str:
    return addresses.in_language("/archive/", language, default=settings.LANGUAGE_CODE)


@dataclass(frozen=True)
class ArchivePage:
    """The page that names every month of an edition; every edition has one."""

    language: str

    @property
    def key(self) -> str:
        return keys.ARCHIVE.of(self.language)

    @property
    def address(self) -> str:
        return archive_path(self.language)

    def editions(self) -> list[Edition]:
        return every_edition("/archive/")


def by_day(stories: list[Story]) -> list[tuple[datetime, list[Story]]]:
    """Stories, newest first, under the days they were published on in the newsroom's zone."""
    days: dict[object, list[Story]] = {}
    for story in stories:
        days.setdefault(timezone.localtime(story.published_at, timezone.get_default_timezone()).date(), []).append(
            story
        )
    return [(group[0].published_at, group) for group in days.values()]


def by_year(months: list[Month]) -> list[tuple[int, list[Month]]]:
    """Months, newest first, under their years."""
    years: dict[int, list[Month]] = {}
    for month in months:
        years.setdefault(month.year, []).append(month)
    return list(years.items())
