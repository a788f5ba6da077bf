"""Search finds a word however it is broken or stressed: index and question hold its letters alone.

Called by   apps.py
Calls       kit.text.spelling, over what Wagtail's search reads of rows and is asked, for every engine and model
Rule        front.search and desk.story_search, which ask the index by themselves, do the same with their questions
"""

from collections.abc import Callable
from typing import Any

from modelsearch.backends.base import BaseSearchBackend
from modelsearch.index import AutocompleteField, SearchField

from freesheet.kit.text import spelling


def begin() -> None:
    for field in (SearchField, AutocompleteField):
        if not hasattr(field.get_value, "__wrapped__"):
            field.get_value = _spelled(field.get_value)
    if not hasattr(BaseSearchBackend._search, "__wrapped__"):
        BaseSearchBackend._search = _asking(BaseSearchBackend._search)


def _spelled(read: Callable[..., Any]) -> Callable[..., Any]:
    def get_value(self: SearchField, row: Any) -> Any:
        return _of(read(self, row))

    get_value.__wrapped__ = read  # type: ignore[attr-defined]
    return get_value


def _asking(search: Callable[..., Any]) -> Callable[..., Any]:
    def _search(self: BaseSearchBackend, compiler: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        return search(self, compiler, _of(query), *args, **kwargs)

    _search.__wrapped__ = search  # type: ignore[attr-defined]
    return _search


def _of(value: Any) -> Any:
    match value:
        case str():
            return spelling(value)
        case list():
            return [_of(one) for one in value]
    return value
