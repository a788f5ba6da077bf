"""Making rows of a newsroom from plain words, through the models' own saves.

Rule    what exists is returned as it is, so that building twice adds nothing
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.utils import timezone
from wagtail.models import Locale

from freesheet.public.masthead.models import Author, Imprint, Section, Topic
from freesheet.public.stories.models import Archive, Byline, Correction, Story

Row = TypeVar("Row", Section, Topic, Author)


def locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)


def imprint(language: str, **fields: Any) -> Imprint:
    """The edition's imprint, with these fields if it was not there."""
    return Imprint.objects.get_or_create(locale=locale(language), defaults=fields)[0]


def masthead(model: type[Row], slug: str, language: str = "en", *, original: Row | None = None, **fields: Any) -> Row:
    """The section, topic or author of that address in that edition."""
    row = model.objects.filter(locale__language_code=language, slug=slug).first()
    if row is None:
        row = model(locale=locale(language), slug=slug, **fields)
        if original is not None:
            row.translation_key = original.translation_key
        row.save()
    return row


def story(
    slug: str,
    *,
    language: str = "en",
    bylines: Sequence[tuple[Author, str]],
    topics: Sequence[Topic] = (),
    corrections: Sequence[Correction] = (),
    at: datetime | None = None,
    live: bool = True,
    **fields: Any,
) -> Story:
    """A story with its relations; live is as published at that moment (default: now), else a draft."""
    existing = Story.objects.filter(locale__language_code=language, slug=slug).first()
    if existing is not None:
        return existing
    archive = Archive.objects.get(locale__language_code=language)
    names = [Byline(author=author, role=role) for author, role in bylines]
    relations: dict[str, Any] = {"bylines": names, "topics": list(topics), "corrections": list(corrections)}
    made = Story(slug=slug, locale=archive.locale, live=False, **relations, **fields)
    archive.add_child(instance=made)
    if live:
        publish(made, at=at)
    return made


def publish(story: Story, *, at: datetime | None = None) -> None:
    """Publish a draft as the desk does, by a revision, as of a moment (default: now)."""
    story.first_published_at = at or timezone.now()
    story.save_revision().publish()
    story.refresh_from_db()
