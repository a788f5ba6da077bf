"""Lists of stories as pages show them, each in a fixed number of queries.

Rule    a view that shows a list touches the list's key (a month's is touched here); cards touch their stories
"""

from django.utils import timezone

from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.periods import Period
from freesheet.public.stories.keys import month_key
from freesheet.public.stories.models import Story, StoryQuerySet

LISTED_STORIES = 30
"""How many stories a section's, author's or topic's page shows; the months' pages show all."""


def newest_of(language: str, **which: object) -> StoryQuerySet:
    """An edition's stories as cards need them, newest first; which narrows them, as in filter()."""
    return Story.objects.readable(language).filter(**which).with_faces().defer("body").newest()


def months_of(language: str, **which: object) -> list[Period]:
    """The months that have such stories, newest first."""
    zone = timezone.get_default_timezone()
    stories = Story.objects.readable(language).filter(**which)
    firsts = stories.datetimes("first_published_at", "month", order="DESC", tzinfo=zone)
    return [Period.month_of(first) for first in firsts]


def stories_of_month(language: str, month: Period) -> list[Story]:
    """All of a month, newest first, as lines need them; raises ValueError for no month."""
    touch(month_key(language, month))
    stories = Story.objects.readable(language).published_in(month)
    return list(stories.select_related("section", "locale").defer("body").newest())
