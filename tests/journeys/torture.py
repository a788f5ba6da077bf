"""A newsroom whose every text field holds something that tries to run: of every model and every block there is.

Rule    rows are stored as they are, past every form: what a page shows must be harmless whoever stored it
Rule    a new model or block is covered by itself, or fails here until this module knows how to fill it
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.validators import RegexValidator
from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Locale, Page

from freesheet.demo import building
from freesheet.doors.press.pressed import Pressed
from freesheet.public.masthead.models import Author, Section, Topic
from freesheet.public.newsfeed.models import Brief
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.body.blocks import Body
from freesheet.public.stories.models import Correction, Story
from freesheet.staff.models import User
from tests.journeys.people import PASSWORD, SECRET
from tests.journeys.scenery import picture

FILE = Path(__file__).resolve().parent.parent / "data" / "naughty.txt"
NAUGHTY = [line for line in FILE.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
LONGEST = 600
"""Characters put at most into a field without a limit: several disguises at once."""
MANY = (Author, Section, Topic, Brief, Story)
"""Models of which there is a row for every portion; of others one row is enough for their portions in turn."""


def portions(limit: int) -> list[str]:
    """All of NAUGHTY, packed into pieces of so many characters; a line that is too long alone is cut."""
    pieces = [""]
    for line in NAUGHTY:
        longer = f"{pieces[-1]} {line}".strip()
        if len(longer) <= limit:
            pieces[-1] = longer
        else:
            pieces.append(line[:limit])
    return [piece for piece in pieces if piece]


def piece(limit: int, number: int) -> str:
    pieces = portions(limit)
    return pieces[number % len(pieces)]


def text_fields(model: type[models.Model]) -> list[Any]:
    """Those that staff can fill with words of their own; what a pattern or a choice limits cannot hold such words."""
    return [field for field in model._meta.concrete_fields if _takes_words(field)]


def _takes_words(field: Any) -> bool:
    if not isinstance(field, models.CharField | models.TextField) or not field.editable or field.choices:
        return False
    kept_by_a_pattern = any(type(check) is RegexValidator for check in field.validators)
    return not (kept_by_a_pattern or isinstance(field, models.SlugField) or field.name == "path")


def words_for(model: type[models.Model], number: int) -> dict[str, str]:
    """Words for each text field, another portion in each."""
    limits = {field.name: min(field.max_length or LONGEST, LONGEST) for field in text_fields(model)}
    return {name: piece(limit, number + at) for at, (name, limit) in enumerate(limits.items())}


def value_for(block: blocks.Block, number: int, given: dict[str, int]) -> Any:  # noqa: PLR0911 (one for each kind)
    """What a block's raw JSON would be, with NAUGHTY wherever it takes text; fails for a kind it does not know."""
    match block:
        case blocks.StructBlock():
            children = enumerate(block.child_blocks.items())
            return {name: value_for(child, number + at, given) for at, (name, child) in children}
        case blocks.ListBlock():
            return [value_for(block.child_block, number + at, given) for at in range(2)]
        case TypedTableBlock():
            columns = [{"type": kind, "heading": piece(60, number)} for kind in block.child_blocks]
            row = {"values": [value_for(child, number, given) for child in block.child_blocks.values()]}
            return {"columns": columns, "rows": [row], "caption": piece(80, number)}
        case blocks.RichTextBlock():
            link = piece(60, number)
            return f"<p>{piece(LONGEST, number)}</p><p><a href='{link}'>a</a> <a href=\"{link}\">b</a></p>"
        case blocks.ChoiceBlock():
            return block.field.choices[-1][0]
        case blocks.BooleanBlock():
            return bool(number % 2)
        case ImageChooserBlock():
            return given["picture"]
        case blocks.PageChooserBlock():
            return given["story"]
        case blocks.CharBlock() | blocks.TextBlock() | blocks.URLBlock():
            return piece(min(block.field.max_length or 200, 200), number)
    raise AssertionError(f"say in {__file__} what to put into a {type(block).__name__}")


def body(number: int, given: dict[str, int]) -> list[dict[str, Any]]:
    """Each kind of block there is, once."""
    kinds = Body().child_blocks.items()
    return [{"type": kind, "value": value_for(block, number + at, given)} for at, (kind, block) in enumerate(kinds)]


def lay_out() -> None:
    """Everything, before the newsroom starts; the cast is there already."""
    hedda = User.objects.create_user("hedda@example.org", PASSWORD, first_name=piece(150, 0), last_name=piece(150, 1))
    hedda.groups.add(Group.objects.get(name="Editor"))
    TOTP.activate(hedda, SECRET)
    sea = picture("Sea", "The sea", "teal")
    Picture.objects.filter(pk=sea.pk).update(**_apart_from(words_for(Picture, 0), "file"))
    for model in _ours():
        _fill(model, sea)
    _stories(sea)


def _ours() -> Iterator[type[models.Model]]:
    """Models that pages show, but stories, which need more: they come last."""
    for model in apps.get_models():
        if issubclass(model, Pressed) and model not in {Story, Picture}:
            yield model


def _fill(model: Any, sea: Picture) -> None:
    """Rows of that model: existing ones get the words, and new ones are made where there can be many."""
    if model in MANY:
        for number in range(rows_needed(model)):
            _row(model, number, sea).save()
    else:
        for number, row in enumerate(model.objects.all()):
            for name, words in _apart_from(words_for(model, number), "url_path", "draft_title").items():
                setattr(row, name, words)
            row.save()


def rows_needed(model: type[models.Model]) -> int:
    """So many that every field has held every portion, but no more than is bearable."""
    return min(24, max(len(portions(min(field.max_length or LONGEST, LONGEST))) for field in text_fields(model)))


def _row(model: Any, number: int, sea: Picture) -> Any:
    fields: dict[str, Any] = dict(words_for(model, number))
    for field in model._meta.concrete_fields:
        if isinstance(field, models.SlugField):
            fields[field.name] = f"naughty-{number}"
        elif field.is_relation and field.related_model is Locale:
            fields[field.name] = building.locale("en")
        elif field.is_relation and field.related_model is Picture:
            fields[field.name] = sea
        elif field.is_relation and field.related_model is Section:
            fields[field.name] = Section.objects.order_by("-pk").first()
    return model(**fields)


def _stories(sea: Picture) -> None:
    numbers = count()
    authors, sections, topics = (
        list(model.objects.filter(slug__startswith="naughty")) for model in (Author, Section, Topic)
    )
    target = Story.objects.first()
    for number in range(rows_needed(Story)):
        at = next(numbers)
        words = words_for(Story, number)
        made = building.story(
            f"naughty-{number}",
            section=sections[at % len(sections)],
            bylines=[(authors[at % len(authors)], "words"), (authors[(at + 1) % len(authors)], "photographs")],
            topics=[topics[at % len(topics)]],
            lead_picture=sea,
            social_picture=sea,
            corrections=[Correction(**words_for(Correction, number))],
            body=body(number, {"picture": sea.pk, "story": target.pk}),
            **{**words, "title": words["title"].strip() or "x"},
        )
        Brief.objects.filter(pk__in=Brief.objects.filter(story=None).values("pk")[:1]).update(story=made)
    Page.objects.filter(slug__startswith="naughty").update(draft_title=piece(LONGEST, 3)[:200])


def _apart_from(words: dict[str, str], *names: str) -> dict[str, str]:
    return {name: text for name, text in words.items() if name not in names}
