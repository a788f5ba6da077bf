"""What the stories for size share: sections, two hundred authors, four hundred topics, pictures.

Rule    pictures here share the files of the demo's own: deleting one of them at the desk takes the file of all
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from django.db import transaction
from django.utils.text import slugify
from wagtail.search.backends import get_search_backends

from freesheet.demo import building
from freesheet.demo.sentences import Writer, seeded
from freesheet.doors.press import actions as press
from freesheet.kit.editions import languages
from freesheet.public.masthead.models import Author, Section, Topic
from freesheet.public.pictures.files.published import PublishedFile
from freesheet.public.pictures.models import Picture

EDITIONS = languages()[:2]
AUTHORS = (150, 50)
TOPICS = (300, 100)
STORIES_A_PICTURE = 20
Thing = TypeVar("Thing")
Named = TypeVar("Named", Author, Topic)


class Library:
    """An edition's sections, authors, topics and pictures, made if they are not there; stories draw from them."""

    def __init__(self, language: str, stories: int) -> None:
        self._language = language
        self._edition = EDITIONS.index(language)
        self._sections = self._ready_sections()
        self._authors = self._ready(Author, AUTHORS[self._edition])
        self._topics = self._ready(Topic, TOPICS[self._edition])
        self._pictures = _pictures(stories // STORIES_A_PICTURE)

    def section(self, chance: Random) -> Section:
        return _drawn(chance, self._sections)

    def authors(self, chance: Random) -> list[Author]:
        """One to three, the same few more often than others."""
        count = chance.choice([1, 1, 1, 2, 2, 3])
        return list(dict.fromkeys(_drawn(chance, self._authors) for _ in range(count)))

    def topics(self, chance: Random) -> list[Topic]:
        return list(dict.fromkeys(_drawn(chance, self._topics) for _ in range(chance.randint(1, 4))))

    def picture(self, chance: Random) -> int | None:
        return chance.choice(self._pictures) if self._pictures and chance.random() < 0.8 else None

    def _ready_sections(self) -> list[Section]:
        there = Section.objects.filter(locale__language_code=self._language)
        if not there.exists():
            building.masthead(Section, "town", self._language, name="Місто" if self._language == "uk" else "Town")
        return list(there.select_related("locale"))

    def _ready(self, model: type[Named], count: int) -> list[Named]:
        """The first so many of the edition's made-up authors or topics."""
        locale = building.locale(self._language)
        wanted = {}
        for number in range(count):
            name = self._name(model, number)
            slug = slugify(name) or model._meta.model_name
            wanted[f"{slug}-{number:03}"] = name
        there = set(model.objects.filter(locale=locale, slug__in=wanted).values_list("slug", flat=True))
        _file([model(locale=locale, slug=slug, name=name) for slug, name in wanted.items() if slug not in there])
        return list(model.objects.filter(locale=locale, slug__in=wanted).select_related("locale").order_by("pk"))

    def _name(self, model: type[Named], number: int) -> str:
        writer = Writer(self._language, seeded(f"{model.__name__} {number}"))
        return writer.name() if model is Author else writer.topic(number)


def _drawn(chance: Random, things: Sequence[Thing]) -> Thing:
    """One of them; the first ones far more often than the last, as in life."""
    return things[int(len(things) * chance.random() ** 2)]


@transaction.atomic
def _file(rows: list[Named]) -> None:
    if not rows:
        return
    made = type(rows[0])._default_manager.bulk_create(rows)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(type(rows[0]), made)
    press.place_new({row.key: row.address for row in made})


@transaction.atomic
def _pictures(count: int) -> list[int]:
    """Pictures that stories may lead with, at least so many if the demo's own have their files made."""
    own = list(Picture.objects.exclude(title__contains=" · "))
    made = [picture for picture in own if picture.srcsets.get("variants", {}).get("card", {}).get("avif")]
    there = Picture.objects.filter(title__contains=" · ").count()
    if made and there < count:
        _share(made, range(there, count))
    return list(Picture.objects.order_by("pk").values_list("pk", flat=True))


def _share(originals: list[Picture], numbers: Sequence[int]) -> None:
    copies = []
    for number in numbers:
        original = originals[number % len(originals)]
        fields = {field.attname: getattr(original, field.attname) for field in Picture._meta.concrete_fields}
        copies.append(Picture(**{**fields, "id": None, "title": f"{original.title} · {number}"}))
    made = Picture.objects.bulk_create(copies, batch_size=100)
    files: dict[int, list[PublishedFile]] = {}
    for file in PublishedFile.objects.filter(picture__in=originals, due_at=None):
        files.setdefault(file.picture_id or 0, []).append(file)
    rows = []
    for number, copy in zip(numbers, made, strict=True):
        for file in files.get(originals[number % len(originals)].pk, []):
            fields = {field.attname: getattr(file, field.attname) for field in PublishedFile._meta.concrete_fields}
            rows.append(PublishedFile(**{**fields, "id": None, "picture_id": copy.pk}))
    PublishedFile.objects.bulk_create(rows, batch_size=500)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Picture, made)
