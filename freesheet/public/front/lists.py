"""Lists of stories as pages show them, each in a fixed number of queries.

Rule    a view that shows a list touches the list's key (a month's is touched here); cards touch their stories
"""

from django.db.models import CharField
from django.db.models.functions import Cast, Substr

from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.periods import Period
from freesheet.public.stories.keys import month_key
from freesheet.public.stories.models import Story, StoryQuerySet

LISTED_STORIES = 30
"""How many stories a section's, author's or topic's page shows; the months' pages show all."""
INSIDE = ("02", "27")


def newest_of(language: str, **which: object) -> StoryQuerySet:
    """An edition's stories as cards need them, newest first; which narrows them, as in filter()."""
    return Story.objects.readable(language).filter(**which).with_faces().defer("body").newest()


def months_of(language: str, **which: object) -> list[Period]:
    """The months that have such stories, newest first.

    From the second to the 27th a month is the same in every zone, so that the database alone can tell it: asked for
    months of a zone, SQLite asks Python about each story.
    """
    written = Cast("first_published_at", CharField())
    stories = Story.objects.readable(language).filter(first_published_at__isnull=False, **which).order_by()
    stories = stories.annotate(month=Substr(written, 1, 7), day=Substr(written, 9, 2))
    inside = stories.filter(day__range=INSIDE).values_list("month", flat=True).distinct()
    at_edges = stories.exclude(day__range=INSIDE).values_list("first_published_at", flat=True)
    months = {Period(*map(int, month.split("-"))) for month in inside} | set(map(Period.month_of, at_edges))
    return sorted(months, reverse=True)


def stories_of_month(language: str, month: Period) -> list[Story]:
    """All of a month, newest first, as lines need them; raises ValueError for no month."""
    touch(month_key(language, month))
    stories = Story.objects.readable(language).published_in(month)
    return list(stories.select_related("section", "locale").defer("body").newest())
