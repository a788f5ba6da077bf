"""A version names something that has been deleted since: it is read without it, and its form says what is gone.

Owns    WithoutDangling, for models that keep versions; DanglingPanel, for their forms
Rule    a version on file is never rewritten: the next save is the first without what is gone
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import Panel
from wagtail.log_actions import registry

from freesheet.public.masthead.form.references import Reference, child_rows, chosen_rows, references


@dataclass(frozen=True)
class Dangling:
    """What a version names and nobody can find: where it stood, and what it was called."""

    label: str
    name: str


class WithoutDangling:
    """Over RevisionMixin: `dangling` says what a version that was read lacks."""

    dangling: tuple[Dangling, ...] = ()

    def with_content_json(self: Any, content: dict[str, Any]) -> Any:
        gone = _gone(references(type(self), content))
        content = _without(self, content, gone) if gone else content
        draft = super().with_content_json(content)  # type: ignore[misc]  # RevisionMixin's
        draft.dangling = tuple(dict.fromkeys(Dangling(one.label, _name(one)) for one in gone))
        return draft


class DanglingPanel(Panel):
    """What the version in the form has lost; not there while nothing is gone."""

    def __init__(self, **kwargs: Any) -> None:
        heading = gettext_lazy("Deleted since this was written")
        super().__init__(**{"heading": heading, "icon": "warning", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "masthead/desk/dangling.html"

        def is_shown(self) -> bool:
            return bool(self.instance.dangling)


def _gone(named: Iterable[Reference]) -> list[Reference]:
    """Those that are not there, asked once for each model."""
    by_model = defaultdict[type[models.Model], list[Reference]](list)
    for one in named:
        by_model[one.model].append(one)
    gone = []
    for model, ones in by_model.items():
        keys = {str(one.key) for one in ones}
        there = model._default_manager.filter(pk__in=filter(str.isdecimal, keys)).values_list("pk", flat=True)
        gone += [one for one in ones if str(one.key) in keys.difference(map(str, there))]
    return gone


def _without(row: models.Model, content: Mapping[str, Any], gone: Iterable[Reference]) -> dict[str, Any]:
    """The version with its row's own value where one must be, and without child rows that are nothing without theirs.

    Lists and blocks are left to Wagtail, which passes over what it does not find.
    """
    lost = {(one.model, str(one.key)) for one in gone}

    def is_lost(field: "models.ForeignKey[Any, Any]", values: Mapping[str, Any]) -> bool:
        return (field.remote_field.model, str(values.get(field.name))) in lost

    def freed(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
        return {**values, **{field.name: None for field in chosen_rows(model) if is_lost(field, values)}}

    whole = freed(type(row), content)
    for field in chosen_rows(type(row)):
        if not field.null and whole[field.name] is None:
            whole[field.name] = getattr(row, field.attname)
    for name, model in child_rows(type(row)):
        needed = [field for field in chosen_rows(model) if not field.null]
        kept = [child for child in content.get(name, ()) if not any(is_lost(field, child) for field in needed)]
        whole[name] = [freed(model, child) for child in kept]
    return whole


def _name(reference: Reference) -> str:
    """What the desk's log says it was called; by number if the log knows nothing of it."""
    entries = registry.get_logs_for_instance(reference.model(pk=reference.key)).order_by("-timestamp")
    label: str | None = entries.values_list("label", flat=True).first()
    return label or f"{reference.model._meta.verbose_name} {reference.key}"
