"""Wagtail's search finds a word in its other forms, and however it is broken or stressed.

Every text that is indexed is followed by its stems; every question asks for each word or its stems.

Rule    public.search.engines, which asks the index by itself, does the same with its questions
Source  django-modelsearch's index.SearchField and query classes
"""

from collections.abc import Callable
from typing import Any

from modelsearch.backends.base import BaseSearchBackend
from modelsearch.index import AutocompleteField, SearchField
from wagtail.search.query import And, Or, PlainText

from freesheet.kit.words.stems import terms_for, with_stems, words_of
from freesheet.kit.words.text import spelling
from freesheet.kit.wrapping import wrap_method


def begin() -> None:
    wrap_method(SearchField, "get_value", _with_stems)
    wrap_method(AutocompleteField, "get_value", _spelled)
    wrap_method(BaseSearchBackend, "_search", _asking)


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
        words = words_of(query)
        query = joined([_in_any_form(word) for word in words]) if words else ""
    return search(backend, compiler, query, *more, operator=operator, **how)


def _in_any_form(word: str) -> Or:
    # one PlainText with operator="or" would do, but modelsearch forgets its brackets on SQLite
    return Or([PlainText(spelled) for spelled in terms_for(word)])


def _of(value: Any) -> Any:
    match value:
        case str():
            return spelling(value)
        case list():
            return [_of(one) for one in value]
    return value
