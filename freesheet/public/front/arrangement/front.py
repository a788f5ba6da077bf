"""What stands on a front page: what its editors wrote down, filled with the newest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from freesheet.doors.press.rendering.recording import holds_until, touch
from freesheet.doors.press.rendering.shared import shared
from freesheet.public.front.arrangement.places import Arrangement, RowWish, T, Wish, arrange
from freesheet.public.front.arrangement.rows import RowHead, filling_of, picks_of, rows_of
from freesheet.public.front.lists import newest_of
from freesheet.public.front.models import FrontPage
from freesheet.public.stories.keys import stories_key
from freesheet.public.stories.models import Story
from freesheet.public.theme.pages import once

SECONDARY_STORIES = 6
PICKED_STORIES = 5
FILLING_STORIES = 30
"""How many of the newest are at hand for what rows leave over."""


@dataclass(frozen=True)
class Candidate:
    """A story before it is read: most that could stand somewhere do not."""

    pk: int


def arrangement_of(front: FrontPage) -> Arrangement[Story, RowHead]:
    """A front page's stories in their places, found once however many of its blocks ask; touches what it reads."""
    return once(front, "arrangement", lambda: _read(front))


def leading(front: FrontPage) -> Story | None:
    """The story that leads, without what else stands on a front page; touches what puts it there."""
    return next(iter(_stories(front, _top(front)[:1])), None)


def _read(front: FrontPage) -> Arrangement[Story, RowHead]:
    places = _places(front)
    return places.of({story.pk: story for story in newest_of(front.locale.language_code, pk__in=places.keys())})


def _places(front: FrontPage) -> Arrangement[Candidate, RowHead]:
    """Which stories stand where, for the page itself and the fragments of it."""
    return shared(("places", front.pk), lambda: _arranged(front))


def _top(front: FrontPage) -> list[int]:
    """Ids of the lead and the secondary stories."""
    places = _places(front)
    return [place.pk for place in (*([places.lead] if places.lead else []), *places.secondary)]


def _stories(front: FrontPage, pks: Sequence[int]) -> list[Story]:
    """Those that can be read, in this order."""
    stories = {story.pk: story for story in newest_of(front.locale.language_code, pk__in=pks)}
    return _those(stories, pks)


def _arranged(front: FrontPage) -> Arrangement[Candidate, RowHead]:
    language = front.locale.language_code
    touch(front.key, stories_key(language))
    lead = _lead_of(front)
    chosen = [slot.story_id for slot in front.secondary.all()]
    above = 1 + max(SECONDARY_STORIES, len(chosen))
    newest = list(filling_of(front).newest().values_list("pk", flat=True)[: above + FILLING_STORIES])
    rows = rows_of(front, of_edition=newest, above=above)
    wanted = {lead, *chosen, *newest, *(pk for row in rows for pk in (*row.chosen, *row.newest))}
    readable = Story.objects.readable(language).filter(pk__in=wanted).values_list("pk", flat=True)
    places = {pk: Candidate(pk) for pk in readable}
    wish = Wish(
        places.get(lead),
        _those(places, chosen),
        [RowWish(row.head, _those(places, row.chosen), _those(places, row.newest), row.count) for row in rows],
    )
    newest_places = _those(places, newest)
    return arrange(wish, newest=newest_places, secondary=SECONDARY_STORIES, near=near_of(front.lead_look))


def _lead_of(front: FrontPage) -> int:
    """The id of the story that leads by an editor's choice, or 0."""
    if front.lead_until is not None and front.lead_until <= timezone.now():
        return 0
    holds_until(front.lead_until)
    return front.lead_id or 0


def picked(front: FrontPage) -> list[Story]:
    """Editors' Picks for other pages than the front; without any, what stands at the top of the front."""
    touch(front.key)
    return (_stories(front, picks_of(front)) or _stories(front, _top(front)))[:PICKED_STORIES]


def _those(stories: dict[int, T], pks: Iterable[int]) -> list[T]:
    return [stories[pk] for pk in pks if pk in stories]


def near_of(look: str) -> int:
    """How many of the secondary stories stand with the lead and the News Feed."""
    return 4 if look in (FrontPage.Look.BIG, FrontPage.Look.TYPE) else 2
