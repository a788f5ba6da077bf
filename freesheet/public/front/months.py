"""A month of an edition: its page, the way to the months beside it, and the page that leads to all of them."""

from datetime import MAXYEAR, MINYEAR, datetime

from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.editions import Edition, languages
from freesheet.kit.periods import Period, in_zone
from freesheet.public.front import keys
from freesheet.public.stories.keys import month_key
from freesheet.public.stories.models import Story
from freesheet.public.theme.editions import Twin
from freesheet.public.theme.pages import EditionPage, PeriodPage

MONTHS_AHEAD = 12
"""How many empty months a newsroom may pause before an older month's page no longer notices the next one."""


class MonthPage(PeriodPage):
    """All stories of an edition that were first published in one month."""

    owner_kind = keys.MONTH

    @classmethod
    def of(cls, language: str, moment: datetime) -> "MonthPage":
        return cls(language, Period.month_of(moment))

    def following(self) -> "MonthPage | None":
        """The next month that has stories."""
        later = Story.objects.readable(self.language).filter(first_published_at__gte=self.period.end)
        first = later.order_by("first_published_at").values_list("first_published_at", flat=True).first()
        return self._neighbour(first, step=1)

    def preceding(self) -> "MonthPage | None":
        """The last month before it that has stories."""
        earlier = Story.objects.readable(self.language).filter(first_published_at__lt=self.period.first)
        last = earlier.order_by("-first_published_at").values_list("first_published_at", flat=True).first()
        return self._neighbour(last, step=-1)

    def _neighbour(self, moment: datetime | None, *, step: int) -> "MonthPage | None":
        """The month of moment; touches the lists of all months on the way there, so that one that begins is noticed."""
        page = MonthPage.of(self.language, moment) if moment else None
        for distance in range(1, MONTHS_AHEAD + 1):
            month = self.period.later(step * distance)
            if not MINYEAR <= month.year <= MAXYEAR:
                break
            touch(month_key(self.language, month))
            if page and month == page.period:
                break
        return page

    def editions(self) -> list[Twin]:
        """The same month in every edition that has stories in it, if there are several."""
        twins = [MonthPage(language, self.period) for language in languages()]
        touch(*(month_key(twin.language, self.period) for twin in twins))
        stories = Story.objects.live().published_in(self.period)
        there = set(stories.order_by().values_list("locale__language_code", flat=True).distinct())
        editions = [Twin(Edition(twin.language), twin.address) for twin in twins if twin.language in there]
        return editions if len(editions) > 1 else []


class ArchivePage(EditionPage):
    """The page that names every month of an edition."""

    owner_kind = keys.ARCHIVE
    place = "/archive/"


def by_day(stories: list[Story]) -> list[tuple[datetime, list[Story]]]:
    """Stories, newest first, under the days they were published on in the newsroom's zone."""
    days: dict[object, list[Story]] = {}
    for story in stories:
        days.setdefault(in_zone(story.published_at).date(), []).append(story)
    return [(group[0].published_at, group) for group in days.values()]
