"""The index is written anew, beside everything else, when words get into it by other rules than before."""

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from freesheet.config.preparation import prepare
from freesheet.config.wagtail.jobs import WagtailJobs
from freesheet.public.search import engines, indexing
from freesheet.public.search.models import SearchIndex
from freesheet.public.stories.models import Story

pytestmark = pytest.mark.postgres


@pytest.fixture
def indexed(cast, settings, tmp_path):
    """An install of today, everything in its index."""
    settings.STATIC_ROOT = tmp_path / "static"
    prepare()
    SearchIndex.objects.all().delete()
    indexing.write_anew.call()
    return cast


def work():
    """Every job that waits is done."""
    worker = WagtailJobs()._worker
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.READY):
        worker.run_task(job)
        job.delete()


def jobs() -> int:
    return DBTaskResult.objects.filter(task_path__contains="write_anew").count()


@pytest.fixture
def other_rules(monkeypatch):
    """Another version of Freesheet, to which the entries that are there are of old rules."""
    monkeypatch.setattr(indexing, "RULES", "other rules")


def test_an_index_of_other_rules_is_written_again_and_meanwhile_finds_what_it_did(indexed, other_rules):
    column = engines._BODY_TEXT
    texts = dict(IndexEntry.objects.values_list("pk", column))
    IndexEntry.objects.update(**{column: "as it was"})

    prepare()
    assert set(IndexEntry.objects.values_list(column, flat=True)) == {"as it was"}

    work()
    assert dict(IndexEntry.objects.values_list("pk", column)) == texts
    assert SearchIndex.objects.get().rules == "other rules"


def test_it_is_written_once(indexed, other_rules):
    prepare()
    prepare()
    work()
    prepare()
    assert jobs() == 0


def test_a_worker_that_was_killed_begins_again(indexed, other_rules, monkeypatch):
    backend, seen = type(get_search_backend()), []
    monkeypatch.setattr(indexing, "ROWS_AT_ONCE", 2)
    add = backend.add_bulk

    def killed(self, model, rows):
        seen.extend(rows)
        if model is Story and sum(isinstance(row, Story) for row in seen) > 4:
            raise KeyboardInterrupt
        add(self, model, rows)

    monkeypatch.setattr(backend, "add_bulk", killed)
    with pytest.raises(KeyboardInterrupt):
        indexing.write_anew.call()
    assert SearchIndex.objects.get().rules != "other rules"

    monkeypatch.setattr(backend, "add_bulk", add)
    indexing.write_anew.call()
    assert SearchIndex.objects.get().rules == "other rules"


def test_an_empty_index_is_of_todays_rules(db, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    IndexEntry.objects.all().delete()
    prepare()
    assert SearchIndex.objects.exists()
    assert jobs() == 0
