"""The demo newsroom, built from its words and pictures through the models' own saves.

Rule    what is there is left as it is: editors may play, and building again adds only what is missing
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone

from freesheet.demo import building, newsletters, pages, reading
from freesheet.demo.bodies import Bodies
from freesheet.public.front.models import FrontPage, Pick, SecondarySlot
from freesheet.public.masthead.models import Author, Section, Topic
from freesheet.public.newsfeed.models import Brief
from freesheet.public.pictures.metadata.vocabulary import Licence, licence_at
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Correction, Story

LANGUAGES = ("en", "uk")
Say = Callable[[str], object]


def build(*, say: Say) -> int:
    """Build what is missing; returns how many stories were added."""
    for language in LANGUAGES:
        words = reading.masthead()["imprint"][language]
        building.imprint(
            language,
            name=words["name"],
            motto=words["tagline"],
            description=words["description"],
            town=words["town"],
            publisher=words["publisher"],
            contact_email=words["email"],
            accent=words["accent"],
            social_picture=picture(words["social_picture"]),
        )
    say("  masthead: sections, topics, authors")
    _masthead(Section, "sections", "colour")
    _masthead(Topic, "topics")
    _masthead(Author, "authors", "email")
    pages.build(Bodies(picture=picture, story=lambda slug: None))
    added = 0
    for words in reading.stories():
        if not Story.objects.filter(slug=words["slug"], locale__language_code=words["locale"]).exists():
            say(f"  story: {words['headline']}")
            with transaction.atomic():
                _story(words)
            added += 1
    if added:
        _arrange()
    if not Brief.objects.exists():
        say("  news feed: a day of briefs")
        _briefs()
    newsletters.build(picture=picture)
    return added


def picture(file: str) -> Picture:
    """The picture of that file, uploaded if it was not yet."""
    facts = reading.pictures()[file]
    existing = Picture.objects.filter(title=facts["title"]).first()
    if existing is not None:
        return existing
    made = Picture(
        title=facts["title"],
        description=facts["alt"],
        caption=facts.get("caption", ""),
        credit=facts["credit"],
        source=facts["source"],
        licence=licence_at(facts.get("licence_url", "")) or Licence.OTHER,
        licence_terms=facts["licence"],
        licence_url=facts.get("licence_url", ""),
    )
    with (reading.PICTURES / file).open("rb") as opened:
        made.file.save(file, ImageFile(opened, name=file), save=False)
        made.file_size = made.file.size
        made.save()
    if focal := facts.get("focal"):
        made.focal_point_x, made.focal_point_y = round(focal[0] * made.width), round(focal[1] * made.height)
        made.focal_point_width = made.focal_point_height = min(made.width, made.height) // 4
        made.save()
    return made


def _masthead(model: Any, kind: str, *shared: str) -> None:
    for order, words in enumerate(reading.masthead()[kind], start=1):
        original = None
        for language in LANGUAGES:
            fields = {name: value[language] for name, value in words.items() if isinstance(value, dict)}
            fields |= {name: words[name] for name in shared if name in words}
            if model in (Section, Author):
                fields["order"] = order
            if model is Author:
                fields["bio"] = reading.paragraphs(fields.get("bio", ""))
                if "portrait" in words:
                    fields["portrait"] = picture(words["portrait"])
            row = building.masthead(model, words["slug"], language, original=original, **fields)
            original = original or row


def _find(model: Any, slug: str, language: str) -> Any:
    return model.objects.get(slug=slug, locale__language_code=language)


def _story(words: dict[str, Any]) -> None:
    language = words["locale"]
    at = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=words["age_hours"])
    bodies = Bodies(picture=picture, story=lambda slug: Story.objects.filter(slug=slug).first())
    bylines = [(_find(Author, byline["author"], language), byline["role"]) for byline in words["bylines"]]
    updated = words.get("updated_after_hours")
    original = Story.objects.filter(slug=words.get("translation_of", "")).first()
    extra = {"translation_key": original.translation_key} if original else {}
    building.story(
        words["slug"],
        language=language,
        at=at,
        title=words["headline"],
        standfirst=words["standfirst"],
        label=words["label"] or Story.Label.NEWS,
        dateline=words.get("dateline", ""),
        section=_find(Section, words["section"], language),
        topics=[_find(Topic, slug, language) for slug in words.get("topics", [])],
        bylines=bylines,
        lead_picture=picture(words["lead_picture"]) if words.get("lead_picture") else None,
        lead_caption=words.get("lead_caption", ""),
        social_title=words.get("social_title", ""),
        social_description=words.get("social_description", ""),
        updated_at=at + timedelta(hours=updated) if updated else None,
        corrections=[
            Correction(
                kind=one["kind"],
                text=one["text"],
                stated_at=at + timedelta(hours=one["after_hours"]),
                signed_by=_find(Author, one["signed_by"], language) if "signed_by" in one else None,
            )
            for one in words.get("corrections", [])
        ],
        body=bodies.raw(words["body"]),
        **extra,
    )


@transaction.atomic
def _briefs() -> None:
    """A running day, oldest first, as it would have been posted."""
    now = timezone.now().replace(second=0, microsecond=0)
    for words in reversed(reading.briefs()):
        language = words["locale"]
        at = now - timedelta(minutes=words["minutes_ago"])
        story = Story.objects.filter(slug=words.get("story", ""), locale__language_code=language).first()
        Brief.objects.create(
            locale=building.locale(language),
            lead=words["lead"],
            text=words.get("text", ""),
            section=_find(Section, words["section"], language),
            story=story,
            picture=picture(words["picture"]) if "picture" in words else None,
            source_name=words.get("source", ""),
            source_url=words.get("source_url", ""),
            posted_at=at,
            pinned_at=at if words.get("pinned") else None,
            breaking_at=at if words.get("breaking") else None,
        )


def _arrange() -> None:
    """Arrange the front pages as front.toml says."""
    for language in LANGUAGES:
        plan = reading.fronts()[language]
        front = FrontPage.objects.get(locale__language_code=language)
        front.lead = _find(Story, plan["lead"], language)
        front.secondary.set([SecondarySlot(story=_find(Story, slug, language)) for slug in plan["secondary"]])
        front.picks.set([Pick(story=_find(Story, slug, language)) for slug in plan["picks"]])
        front.below = [(row["kind"], _row(row, language)) for row in plan["rows"]]
        front.save_revision().publish()


def _row(words: dict[str, Any], language: str) -> dict[str, Any]:
    """A row's block, with its section or topic found."""
    value = {name: told for name, told in words.items() if name != "kind"}
    for name, model in (("section", Section), ("topic", Topic)):
        if name in value:
            value[name] = _find(model, value[name], language)
    return value
