"""Wagtail's search finds a word in its other forms, and however it is broken or stressed.

Every text that is indexed is followed by its stems; every question asks for each word or its stems.

Rule    public.search.engines, which asks the index by itself, does the same with its questions
Source  django-modelsearch's index.SearchField and query classes
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import connection
from modelsearch.backends.base import BaseSearchBackend
from modelsearch.index import AutocompleteField, SearchField
from wagtail.search.models import IndexEntry
from wagtail.search.query import And, Or, PlainText

from freesheet.kit.words.stems import spellings, with_stems
from freesheet.kit.words.text import spelling
from freesheet.kit.wrapping import wrap_method

logger = logging.getLogger(__name__)
TITLE = "title_text" if connection.vendor == "postgresql" else "title"
"""Where an entry holds the text of its title."""


def begin() -> None:
    wrap_method(SearchField, "get_value", _with_stems)
    wrap_method(AutocompleteField, "get_value", _spelled)
    wrap_method(BaseSearchBackend, "_search", _asking)


def follow() -> None:
    """Have the whole index written again if it was written by other rules than today's."""
    entry = IndexEntry.objects.exclude(**{TITLE: ""}).order_by("-pk").first()
    row = entry and entry.content_object
    if row and getattr(entry, TITLE) != _title(row):
        logger.info("The search index is written anew: about a minute for 15,000 stories.")
        call_command("update_index", verbosity=0)


def _title(row: Any) -> str:
    fields = [field for field in row.get_search_fields() if isinstance(field, SearchField)]
    return " ".join(field.get_value(row) for field in fields if field.field_name == "title")


def _with_stems(read: Callable[..., Any], field: SearchField, row: Any) -> Any:
    return _with_its_stems(_of(read(field, row)))


def _with_its_stems(value: Any) -> Any:
    match value:
        case str():
            return with_stems(value)
        case list():
            return [_with_its_stems(one) for one in value]
    return value


def _spelled(read: Callable[..., Any], field: AutocompleteField, row: Any) -> Any:
    return _of(read(field, row))


def _asking(
    search: Callable[..., Any], backend: Any, compiler: Any, query: Any, *more: Any, operator: Any = None, **how: Any
) -> Any:
    query = _of(query)
    if isinstance(query, str) and compiler is backend.query_compiler_class:
        joined = Or if (operator or compiler.DEFAULT_OPERATOR).lower() == "or" else And
        query = joined([_in_any_form(word) for word in query.split()]) if query.split() else ""
    return search(backend, compiler, query, *more, operator=operator, **how)


def _in_any_form(word: str) -> Or:
    # one PlainText with operator="or" would do, but modelsearch forgets its brackets on SQLite
    return Or([PlainText(spelled) for spelled in spellings(word)])


def _of(value: Any) -> Any:
    match value:
        case str():
            return spelling(value)
        case list():
            return [_of(one) for one in value]
    return value
