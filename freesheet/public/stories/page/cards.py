"""A story as others' pages show it, and several of them at the end of one.

Rule    a card touches all that it shows; it is made once for all pages
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from freesheet.doors.press.rendering.recording import touch
from freesheet.doors.press.rendering.shared import is_kept, shared
from freesheet.public.stories import keys
from freesheet.public.stories.models import Story

WITHOUT_PICTURE = ("text", "type", "opinion")
SIZES = {
    "lead": "(min-width: 64rem) 50rem, (min-width: 40rem) 100vw, 66vw",
    "big": "(min-width: 84rem) 80rem, (min-width: 40rem) 100vw, 66vw",
    "large": "(min-width: 64rem) 38rem, (min-width: 40rem) 100vw, 66vw",
    "small": "(min-width: 40rem) 8rem, 5rem",
    "plain": "(min-width: 64rem) 18rem, (min-width: 40rem) 45vw, 5rem",
    "first": "(min-width: 64rem) 18rem, (min-width: 40rem) 45vw, 66vw",
    "wide": "(min-width: 64rem) 31rem, (min-width: 40rem) 18rem, 5rem",
}
"""How wide each kind's picture is. A phone is told two thirds of it: three pixels to one cost twice as much as two,
and on so small a screen nobody sees more."""


def card(story: Story, kind: str, level: int, *, section: bool, dated: bool, live: bool) -> SafeString:
    """A story's card; its parameters as in {% card %}."""
    looks = {"section": section, "dated": dated, "live": live}
    name = ("card", story.pk, kind, level, *looks.values())
    return shared(name, lambda: render_to_string("stories/card.html", _context(story, kind, level, **looks)))


def _context(story: Story, kind: str, level: int, *, section: bool, dated: bool, live: bool) -> dict[str, Any]:
    opinion = story.label == Story.Label.OPINION
    words = [byline.author for byline in story.bylines.all() if byline.role == "words"]
    authors = list(dict.fromkeys(words)) if opinion else []
    things = [story, *([story.section] if section and story.section else []), *authors]
    touch(*(thing.key for thing in things))
    return {
        "story": story,
        "kind": kind,
        "heading": f"h{level}",
        "section": story.section if section else None,
        "label": story.get_label_display() if story.label != Story.Label.NEWS else "",
        "retracted": story.retracted_at,
        "authors": authors,
        "picture": story.lead_picture if kind not in WITHOUT_PICTURE else None,
        "portrait": authors[0].portrait if kind == "opinion" and authors else None,
        "sizes": SIZES.get(kind, ""),
        "priority": kind in ("lead", "big"),
        "live": live,
        "dated": dated,
    }


@dataclass(frozen=True)
class NextStory:
    """A story that another leads to at its end."""

    address: str
    card: SafeString


def next_stories(pks: Iterable[int]) -> dict[int, NextStory]:
    """Those of these stories that can be read now, by id, in their order; touches each."""
    wanted = list(pks)
    missing = [pk for pk in wanted if not is_kept(_name(pk))]
    rows = {story.pk: story for story in readable(missing)} if missing else {}
    found = {pk: shared(_name(pk), partial(_next_story, pk, rows)) for pk in wanted}
    return {pk: story for pk, story in found.items() if story}


def readable(pks: Iterable[int]) -> list[Story]:
    """Those of these stories that have a page now, as cards need them."""
    stories = Story.objects.live().filter(pk__in=list(pks)).with_faces().defer("body")
    return [story for story in stories if story.address]


def _name(pk: int) -> tuple[str, int]:
    return ("next story", pk)


def _next_story(pk: int, rows: dict[int, Story]) -> NextStory | None:
    touch(keys.STORY.of(pk))
    story = rows.get(pk) or next(iter(readable([pk])), None)
    return leading_to(story) if story else None


def leading_to(story: Story) -> NextStory:
    """A story that can be read, as one that another leads to."""
    return NextStory(story.address or "", card(story, "plain", 3, section=True, dated=False, live=False))
