"""Rows that others cannot be without are not deleted: the desk says which, and what needs them.

Rule    of several, none is deleted while one is needed; the database refuses it too (PROTECT)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.admin.admin_url_finder import AdminURLFinder

NAMED_PAGES = 10
"""Of those that need a row, how many are named."""
NEEDED = 409


@dataclass(frozen=True)
class Need:
    """What needs a row: kinds ("stories"), as what ("author"), how many, and the first with their addresses."""

    kinds: str
    as_what: str
    count: int
    first: list[tuple[str, str | None]]


def refused(request: HttpRequest, rows: Sequence[models.Model]) -> HttpResponse | None:
    """A page that says what is needed and by what; None where nothing is in the way of deleting them all.

    409 for who wanted them deleted, 200 for who is only asking.
    """
    urls = AdminURLFinder(request.user)
    needed = [(row, needs) for row in rows if (needs := list(_needs(row, urls)))]
    if not needed:
        return None
    is_single = len(rows) == 1
    title = _("It cannot be deleted") if is_single else _("None of them is deleted")
    context = {
        "page_title": title,
        "header_icon": "warning",
        "needed": needed,
        "free_count": len(rows) - len(needed),
        "index_url": reverse(rows[0].snippet_viewset.get_url_name("list")),  # type: ignore[attr-defined]  # of Wagtail
    }
    return render(request, "masthead/desk/needed.html", context, status=NEEDED if request.method == "POST" else None)


def _needs(row: models.Model, urls: AdminURLFinder) -> Iterator[Need]:
    relations = row._meta.get_fields(include_hidden=True)  # hidden: one whose related_name is "+"
    for relation in relations:
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.PROTECT:
            model, name = relation.related_model, relation.field.name
            parent = _parent_of(model)
            keys = model._base_manager.filter(**{name: row}).values_list(parent.attname if parent else "pk", flat=True)
            needing = (parent.remote_field.model if parent else model)._base_manager.filter(pk__in=keys)
            if count := needing.count():
                first = [(str(one), urls.get_edit_url(one)) for one in needing.order_by("-pk")[:NAMED_PAGES]]
                kinds, as_what = needing.model._meta.verbose_name_plural, relation.field.verbose_name
                yield Need(str(kinds), str(as_what), count, first)


def _parent_of(model: type[models.Model]) -> ParentalKey | None:
    """What a row of that model is a part of, as a byline is of a story."""
    return next((field for field in model._meta.concrete_fields if isinstance(field, ParentalKey)), None)
