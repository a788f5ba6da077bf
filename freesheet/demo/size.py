"""Synthetic stories by the ten thousand, to see an old newsroom's size: `freesheet demo --size N`.

Rule    story number n says the same in every newsroom; building again adds only the numbers that are missing
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from freesheet.demo import building, filing
from freesheet.demo.library import EDITIONS, Library
from freesheet.demo.sentences import Writer, seeded
from freesheet.kit.words import text
from freesheet.public.stories.models import Archive, Byline, Correction, Story
from freesheet.staff.models import User

YEARS_DAYS = 3650
STORIES_TOGETHER = 400
UNFINISHED_AT_MOST = 60
NUMBERED = re.compile(r"-(\d{6})\Z")
LABELS = [*([Story.Label.NEWS] * 6), *Story.Label]
Progress = Callable[[int, int], object]


def build(count: int, *, progress: Progress = lambda done, total: None) -> int:
    """Bring the newsroom to so many synthetic stories of ten years; returns how many were added.

    Their pages are placed and stale: the worker presses them by and by, the newest first.
    progress    told how many of the missing are there, and how many were missing
    """
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    missing = sorted(set(range(count)) - _numbers(), key=lambda number: _at(number, now))
    done = 0
    for language in EDITIONS:
        mine = [number for number in missing if _language(number) == language]
        library = Library(language, count)
        archive = Archive.objects.select_related("locale").get(locale__language_code=language)
        for begin in range(0, len(mine), STORIES_TOGETHER):
            batch = mine[begin : begin + STORIES_TOGETHER]
            stories = [_story(number, archive, library, now) for number in batch]
            filing.file(archive, stories, waiting=len(mine) - begin - len(batch))
            done += len(batch)
            progress(done, len(missing))
    _unfinished(min(UNFINISHED_AT_MOST, count // 6), now)
    return done


def _numbers() -> set[int]:
    """Numbers of the stories that are there, read from their slugs."""
    slugs = Story.objects.filter(slug__regex=r"-[0-9]{6}$").values_list("slug", flat=True)
    return {int(found[1]) for slug in slugs if (found := NUMBERED.search(slug))}


def _language(number: int) -> str:
    """Every fourth story stands in the second edition."""
    return EDITIONS[-1] if number % 4 == 3 else EDITIONS[0]


def _original(number: int) -> int:
    """Every other story of the second edition is a translation of the one before it."""
    return number - 1 if number % 8 == 7 else number


def _at(number: int, now: datetime) -> datetime:
    chance = seeded(f"moment {_original(number)}")
    ago = timedelta(days=chance.random() ** 1.2 * YEARS_DAYS, minutes=chance.randrange(1, 60))
    return now - ago


def _key(number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"freesheet:size:{_original(number)}")


def _slug(chance: Random, ending: str) -> str:
    """In Latin letters whatever the language: addresses are."""
    return "-".join([*chance.sample(Writer.vocabulary("en", "topic"), 2), ending])


def _story(number: int, archive: Archive, library: Library, now: datetime) -> Story:
    chance = seeded(f"story {number}")
    at = _at(number, now)
    writer = Writer(archive.locale.language_code, chance)
    return Story(
        slug=_slug(chance, f"{number:06}"),
        locale=archive.locale,
        translation_key=_key(number),
        live=True,
        first_published_at=at,
        **_content(chance, writer, library),
        **({"corrections": [_correction(writer, at)]} if number % 40 == 1 else {}),
    )


def _correction(writer: Writer, at: datetime) -> Correction:
    return Correction(text=writer.sentence(), stated_at=at + timedelta(hours=5))


def _content(chance: Random, writer: Writer, library: Library) -> dict[str, Any]:
    body = writer.body()
    authors = library.authors(chance)
    roles = [Byline.Role.WORDS, chance.choice([Byline.Role.WORDS, Byline.Role.PHOTOGRAPHS]), Byline.Role.DATA]
    return {
        "title": writer.headline(),
        "standfirst": writer.standfirst(),
        "label": chance.choice(LABELS),
        "section": library.section(chance),
        "topics": library.topics(chance),
        "lead_picture_id": library.picture(chance),
        "bylines": [Byline(author=author, role=role) for author, role in zip(authors, roles, strict=False)],
        "body": body,
        "word_count": sum(text.words(text.plain(block["value"])) for block in body),
    }


@transaction.atomic
def _unfinished(count: int, now: datetime) -> None:
    """A few that are not out yet, made as the desk makes them: drafts, scheduled ones, ones in the workflow."""
    library = Library(EDITIONS[0], 0)
    for number in range(count):
        chance = seeded(f"unfinished {number}")
        slug = _slug(chance, f"unfinished-{number:02}")
        if Story.objects.filter(slug=slug).exists():
            continue
        content = _content(chance, Writer(EDITIONS[0], chance), library)
        content["bylines"] = [(byline.author, byline.role) for byline in content["bylines"]]
        story = building.story(slug, live=False, **content)
        _hand_on(story, number, now)


def _hand_on(story: Story, number: int, now: datetime) -> None:
    if number % 3 == 0:
        story.go_live_at = now + timedelta(days=1, hours=number)
        story.save_revision().publish()
    elif number % 3 == 1 and (workflow := story.get_workflow()):
        story.save_revision()
        workflow.start(story, User.objects.working().first())
    else:
        story.save_revision()
