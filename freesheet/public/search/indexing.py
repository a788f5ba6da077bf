"""The index follows the rules by which words are written into it: written anew in the background when these change.

Rule    what is done says so last: a worker that is killed begins again; until then all is found as it was
Rule    few rows a transaction, so that nobody who writes waits long
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task
from modelsearch.index import get_indexed_models
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from freesheet.kit.words.stems import RULES
from freesheet.public.search.models import SearchIndex

ROWS_AT_ONCE = 100


def follow_rules(languages: Sequence[str]) -> None:
    """Have the index written anew if it was written by other rules than today's; an empty one is of today's."""
    if _is_of_today():
        return
    if IndexEntry.objects.exists():
        write_anew.enqueue()
    else:
        _note()


@task()
def write_anew() -> None:
    """Write every entry again; asked twice, it is done once."""
    if _is_of_today():
        return
    for model in get_indexed_models():
        for rows in _in_batches(model.get_indexed_objects()):
            with transaction.atomic():
                get_search_backend().add_bulk(model, rows)
    _note()


def _in_batches(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:ROWS_AT_ONCE]):
        yield batch
        last = batch[-1].pk


def _is_of_today() -> bool:
    return SearchIndex.objects.filter(rules=RULES).exists()


def _note() -> None:
    SearchIndex.objects.update_or_create(pk=1, defaults={"rules": RULES})
