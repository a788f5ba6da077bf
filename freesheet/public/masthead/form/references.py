"""Which rows a version on file names, as far as editors chose them: in its fields, child rows and blocks.

Rule    what Wagtail notes by itself (owner, lock, comments) is nobody's choice and not told
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.blocks import Block, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page
from wagtail.rich_text import extract_references_from_rich_text


@dataclass(frozen=True)
class Reference:
    """A row that a version names: where (the field's or block's name), of which model, and its key."""

    label: str
    model: type[models.Model]
    key: Any


def references(model: type[models.Model], content: Mapping[str, Any]) -> Iterator[Reference]:
    """All of a version as modelcluster serialises it."""
    yield from _of_fields(model, content)
    for field in chosen_lists(model):
        label = capfirst(str(field.verbose_name))
        yield from (Reference(label, field.remote_field.model, key) for key in content.get(field.name, ()))
    for name, child_model in child_rows(model):
        for child in content.get(name, ()):
            yield from _of_fields(child_model, child)
    for field in model._meta.concrete_fields:
        if isinstance(field, StreamField) and (stream := content.get(field.name)):
            yield from _of_block(field.stream_block, json.loads(stream) if isinstance(stream, str) else stream)


def chosen_rows(model: type[models.Model]) -> Iterator["models.ForeignKey[Any, Any]"]:
    """Foreign keys that a form offers."""
    keys = (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))
    for key in keys:
        is_structure = isinstance(key, ParentalKey) or key.remote_field.parent_link
        if key.editable and key.model is not Page and not is_structure:
            yield key


def chosen_lists(model: type[models.Model]) -> Iterator[ParentalManyToManyField]:
    return (field for field in model._meta.local_many_to_many if isinstance(field, ParentalManyToManyField))


def child_rows(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model]]]:
    """By name, the models whose rows are kept in a version of this one."""
    for relation in get_all_child_relations(model):
        if (name := relation.get_accessor_name()) != COMMENTS_RELATION_NAME:
            yield name, relation.related_model


def _of_fields(model: type[models.Model], content: Mapping[str, Any]) -> Iterator[Reference]:
    for field in chosen_rows(model):
        if (key := content.get(field.name)) is not None:
            yield Reference(capfirst(str(field.verbose_name)), field.remote_field.model, key)


def _of_block(block: Block, raw: Any) -> Iterator[Reference]:
    """Of a block's raw value; one of another shape than the block's, as after an upgrade, names nothing."""
    match block, raw:
        case ChooserBlock(), int() | str():
            yield Reference(capfirst(str(block.label)), block.model_class, raw)
        case RichTextBlock(), str():
            for model, key, _model_path, _path in extract_references_from_rich_text(raw):
                yield Reference(capfirst(str(block.label)), model, key)
        case StreamBlock(), list():
            for child in raw:
                if child.get("type") in block.child_blocks:
                    yield from _of_block(block.child_blocks[child["type"]], child["value"])
        case ListBlock(), list():
            for item in raw:
                yield from _of_block(block.child_block, item["value"] if isinstance(item, dict) else item)
        case StructBlock(), dict():
            yield from _of_children(block.child_blocks, raw)


def _of_children(blocks: Mapping[str, Block], raw: Mapping[str, Any]) -> Iterable[Reference]:
    for name, block in blocks.items():
        yield from _of_block(block, raw.get(name))
