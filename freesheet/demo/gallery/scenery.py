"""Stories, corrections and briefs for the gallery: the demo's own rows with other words, none of which is saved.

Rule    what can be changed at the desk by a button has a number that no row has
"""

from collections.abc import Iterator
from copy import copy
from datetime import timedelta
from itertools import cycle, islice
from typing import Any

from django.utils import timezone

from freesheet.demo.gallery import words
from freesheet.public.masthead.models import Author, Section
from freesheet.public.newsfeed.models import Brief
from freesheet.public.pictures.metadata.vocabulary import SourceType
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.body.blocks import Body
from freesheet.public.stories.models import Correction, Story

NO_ROW = 900_000_000


class NoScenery(Exception):
    """The edition has no story with a picture to dress up: the demo was not built."""


def pictures(count: int) -> list[Picture]:
    """So many of those that lead the demo's stories, over and over if there are fewer."""
    led = Story.objects.live().exclude(lead_picture=None).values("lead_picture")
    found = list(Picture.objects.filter(pk__in=led).order_by("pk")[:count])
    if not found:
        raise NoScenery
    return list(islice(cycle(found), count))


def to_come() -> Picture:
    """A picture whose files are not made yet."""
    picture = copy(pictures(1)[0])
    picture.srcsets = {}
    return picture


def synthetic() -> Picture:
    """A picture that no camera has seen, without a caption."""
    picture = copy(pictures(2)[1])
    picture.digital_source_type, picture.caption = SourceType.TRAINED, ""
    return picture


def stories(language: str, count: int) -> list[Story]:
    """So many as cards need them; the same again under other keys if there are fewer."""
    newest = Story.objects.readable(language).exclude(lead_picture=None).with_faces().newest()
    found = list(newest[:count])
    if not found:
        raise NoScenery
    return [copy(story) for story in islice(cycle(found), count)]


def story(language: str, number: int = 0, **changes: Any) -> Story:
    """The published story of that number that says something else; body is of (kind, value)."""
    story = stories(language, number + 1)[number]
    body = changes.pop("body", None)
    for name, value in changes.items():
        setattr(story, name, value)
    if body is not None:
        story.body = body_of(body)
    return story


def body_of(blocks: list[tuple[str, Any]]) -> Any:
    """A body of these blocks, as if it had been saved: each has an id."""
    stream = Body().to_python(blocks)
    for number, block in enumerate(stream):
        block.id = f"block-{number}"
    return stream


def in_states(language: str, count: int) -> list[Story]:
    """So many stories as cards and lines meet them: short, long, without picture, opinion, retracted, unfiled."""
    said = words.of(language)
    states: list[dict[str, Any]] = [
        {"title": said.long},
        {"title": said.short},
        {"title": said.unbroken, "lead_picture": None},
        {"title": said.long, "label": Story.Label.OPINION},
        {"title": said.short, "retracted_at": timezone.now()},
        {"title": said.long, "standfirst": "", "lead_picture": None, "label": Story.Label.INVESTIGATION},
        {"title": said.unbroken, "lead_picture": to_come(), "section": None},
    ]
    plain = stories(language, count)
    for story, changes in zip(plain, cycle(states), strict=False):
        for name, value in {"standfirst": said.standfirst, **changes}.items():
            setattr(story, name, value)
    return plain


def author(language: str, *, bare: bool = False) -> Author:
    """Somebody with all that a page can say of them, or with a name alone."""
    found = Author.objects.select_related("locale", "portrait").filter(locale__language_code=language).first()
    if found is None:
        raise NoScenery
    said = words.of(language)
    told = {"name": said.speaker, "job": said.heading, "bio": said.box, "email": "ines@example.org"}
    told |= {"portrait": pictures(1)[0]}
    empty = dict.fromkeys(("job", "bio", "email"), "") | {"name": said.unbroken.split()[0], "portrait": None}
    for name, value in (empty if bare else told).items():
        setattr(found, name, value)
    return found


def section(language: str) -> Section:
    """A section of the edition that says what it is about."""
    found = Section.objects.select_related("locale").filter(locale__language_code=language).first()
    if found is None:
        raise NoScenery
    found.description = words.of(language).standfirst
    return found


def corrections(language: str, *kinds: str) -> Iterator[Correction]:
    """One of each kind, an hour apart, the last signed by somebody."""
    story = stories(language, 1)[0]
    byline = story.bylines.first()
    for number, kind in enumerate(kinds):
        stated = timezone.now() - timedelta(hours=len(kinds) - number)
        signed_by = byline.author if byline and number == len(kinds) - 1 else None
        text = words.of(language).correction
        yield Correction(story=story, kind=kind, text=text, stated_at=stated, signed_by=signed_by)


def briefs(language: str) -> list[Brief]:
    """A brief in each of its states: breaking, pinned, with a picture, with a source and a story, bare, updated."""
    said, now = words.of(language), timezone.now()
    story = stories(language, 1)[0]
    made: list[dict[str, Any]] = [
        {"lead": said.long, "breaking_at": now},
        {"lead": said.short, "text": said.standfirst, "pinned_at": now},
        {"lead": said.long, "text": said.standfirst, "picture": pictures(1)[0]},
        {"lead": said.short, "text": said.quote, "source_name": said.speaker, "source_url": "https://example.org/"},
        {"lead": said.unbroken, "story": story, "section": story.section},
        {"lead": said.short},
        {"lead": said.long, "text": said.standfirst, "updated_at": now},
        {"lead": said.unbroken, "breaking_at": now, "pinned_at": now, "picture": pictures(2)[1]},
    ]
    return [
        Brief(pk=NO_ROW + number, locale=story.locale, posted_at=now - timedelta(minutes=37 * number), **fields)
        for number, fields in enumerate(made, start=1)
    ]
