"""What nobody can see in a text does not get into the database, by whatever way the text comes.

Rule    every text field of every model, its blocks, and versions on file; bulk writes are their caller's to clean
"""

import json
from typing import Any

from django.db import models
from django.db.models.signals import pre_save
from wagtail.fields import StreamField
from wagtail.models import Revision

from freesheet.kit.words.text import storable

STREAM_BEGINS = "["


def clean(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Before any row is saved; not while fixtures are loaded."""
    if raw:
        return
    for field in instance._meta.concrete_fields:
        if field.attname in instance.__dict__ and isinstance(field, models.CharField | models.TextField | StreamField):
            clean_field(instance, field)
    if isinstance(instance, Revision) and "content" in instance.__dict__:
        instance.content = _without(instance.content)


def clean_field(instance: models.Model, field: "models.Field[Any, Any]") -> None:
    value = getattr(instance, field.attname)
    if isinstance(field, StreamField):
        stored = field.get_prep_value(value)
        if (kept := _without(stored)) != stored:
            setattr(instance, field.attname, json.dumps(kept))
    elif isinstance(value, str) and (kept := _of(field, value)) != value:
        setattr(instance, field.attname, kept)


def _of(field: "models.Field[Any, Any]", value: str) -> str:
    """A line of text has no second line."""
    kept = storable(value)
    return kept if isinstance(field, models.TextField) else " ".join(kept.splitlines())


def _without(value: Any) -> Any:
    """The same JSON with its texts as they are kept; also those in a text that is JSON, as a version's body is."""
    match value:
        case dict():
            return {key: _without(one) for key, one in value.items()}
        case list():
            return [_without(one) for one in value]
        case str() if value.startswith(STREAM_BEGINS):
            return _in_json(value)
        case str():
            return storable(value)
    return value


def _in_json(value: str) -> str:
    try:
        held = json.loads(value)
    except ValueError:
        return storable(value)  # a text that begins with a bracket
    kept = _without(held)
    return value if kept == held else json.dumps(kept)


def begin() -> None:
    pre_save.connect(clean, dispatch_uid="freesheet.config.wagtail.stored_text")
