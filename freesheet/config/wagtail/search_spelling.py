"""Search finds a word however it is broken or stressed: index and question hold its letters alone.

Rule    search and desk.stories.search, which ask the index by themselves, do the same with their questions
"""

from collections.abc import Callable
from typing import Any

from modelsearch.backends.base import BaseSearchBackend
from modelsearch.index import AutocompleteField, SearchField

from freesheet.kit.words.text import spelling
from freesheet.kit.wrapping import wrap_method


def begin() -> None:
    for field in (SearchField, AutocompleteField):
        wrap_method(field, "get_value", _spelled)
    wrap_method(BaseSearchBackend, "_search", _asking)


def _spelled(read: Callable[..., Any], field: SearchField, row: Any) -> Any:
    return _of(read(field, row))


def _asking(
    search: Callable[..., Any], backend: BaseSearchBackend, compiler: Any, query: Any, *more: Any, **how: Any
) -> Any:
    return search(backend, compiler, _of(query), *more, **how)


def _of(value: Any) -> Any:
    match value:
        case str():
            return spelling(value)
        case list():
            return [_of(one) for one in value]
    return value
