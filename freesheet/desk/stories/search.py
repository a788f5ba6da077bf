"""How the desk's list of stories is searched: by words of headline and text, the last ones of a headline half typed.

Source  SQLite FTS5, "Full-text Query Syntax"
"""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.search.models import IndexEntry

from freesheet.kit.words.text import spelling
from freesheet.public.stories.models import Story

FOUND_AT_MOST = 1000
"""Hits taken from a search engine that is not our own database; that one gives all."""
_WORD = re.compile(r"\w+")
_ENTRY = IndexEntry._meta.db_table
_ON_SQLITE = (
    # +id: read from the narrow index by content type, not from each entry's row, which holds the whole text
    f"SELECT CAST(object_id AS INTEGER) FROM {_ENTRY} WHERE content_type_id = %s AND +id IN "  # noqa: S608 (our tables)
    f"(SELECT rowid FROM {_ENTRY}_fts WHERE {_ENTRY}_fts MATCH %s)"
)


def matching(words: str) -> set[int]:
    """Ids of the stories with all of these words in headline or text."""
    if connection.vendor == "sqlite":
        return _on_sqlite(_WORD.findall(spelling(words)))
    by_headline = Story.objects.autocomplete(words, order_by_relevance=False)
    by_text = Story.objects.search(words, operator="and", order_by_relevance=False)
    return {*_hits(by_headline), *_hits(by_text)}


def _on_sqlite(words: list[str]) -> set[int]:
    if not words:
        return set()
    whole, begun = " ".join(f'"{word}"' for word in words), " ".join(f'"{word}" *' for word in words)
    asked = f"({{title body}} : ({whole})) OR ({{autocomplete}} : ({begun}))"
    with connection.cursor() as cursor:
        cursor.execute(_ON_SQLITE, [ContentType.objects.get_for_model(Story).pk, asked])
        return {row[0] for row in cursor.fetchall()}


def _hits(results: Any) -> Iterable[int]:
    if hasattr(results, "get_queryset"):
        ids: Iterable[int] = results.get_queryset().order_by().values_list("pk", flat=True)
        return ids
    return [story.pk for story in results[:FOUND_AT_MOST]]
