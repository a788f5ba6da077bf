"""Lists of stories as pages show them, each in a fixed number of queries.

Called by   views, FrontPage.serve
Calls       press.recording, arrangement
Rule        whoever reads a list here touches the list's key here; cards touch their stories
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from freesheet.doors.press.recording import holds_until, touch
from freesheet.kit.periods import Period
from freesheet.public.front.arrangement import Arrangement, RowWish, Wish, arrange
from freesheet.public.front.rows import RowHead, filling_of, picks_of, rows_of
from freesheet.public.stories.keys import month_key, stories_key
from freesheet.public.stories.models import Story, StoryQuerySet

if TYPE_CHECKING:
    from freesheet.public.front.models import FrontPage

NEWEST = 30
"""How many stories a section's, author's or topic's page shows; the months' pages show all."""
SECONDARY = 6
PICKS = 5
LIVE = 4
MORE = 8
"""Four, one more for the story that is itself among them, and three that may stand above it as related."""


def newest_of(language: str, **which: object) -> StoryQuerySet:
    """An edition's stories as cards need them, newest first; which narrows them, as in filter()."""
    return Story.objects.readable(language).filter(**which).with_faces().defer("body").newest()


def front_arrangement(front: "FrontPage") -> Arrangement[Story, RowHead]:
    """The front page's stories in their places, in the edition's language."""
    language = front.locale.language_code
    touch(front.key, stories_key(language))
    lead = _lead_of(front)
    chosen = [slot.story_id for slot in front.secondary.all()]
    above = 1 + max(SECONDARY, len(chosen))
    newest = list(filling_of(front).newest().values_list("pk", flat=True)[: above + NEWEST])
    rows = rows_of(front, newest=newest, above=above)
    wanted = {lead, *chosen, *newest, *(pk for row in rows for pk in (*row.chosen, *row.newest))}
    stories = {story.pk: story for story in newest_of(language, pk__in=wanted)}
    wish = Wish(
        stories.get(lead),
        _those(stories, chosen),
        [RowWish(row.head, _those(stories, row.chosen), _those(stories, row.newest), row.count) for row in rows],
    )
    return arrange(wish, newest=_those(stories, newest), secondary=SECONDARY)


def _lead_of(front: "FrontPage") -> int:
    """The id of the story that leads by an editor's choice, or 0."""
    if front.lead_until is not None and front.lead_until <= timezone.now():
        return 0
    holds_until(front.lead_until)
    return front.lead_id or 0


def picked(front: "FrontPage") -> list[Story]:
    """Editors' Picks for other pages than the front; without any, what stands at the top of the front."""
    language = front.locale.language_code
    touch(front.key)
    stories = {story.pk: story for story in newest_of(language, pk__in=picks_of(front))}
    if stories:
        return _those(stories, picks_of(front))[:PICKS]
    arranged = front_arrangement(front)
    return [*([arranged.lead] if arranged.lead else []), *arranged.secondary][:PICKS]


def _those(stories: dict[int, Story], pks: Iterable[int]) -> list[Story]:
    return [stories[pk] for pk in pks if pk in stories]


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
