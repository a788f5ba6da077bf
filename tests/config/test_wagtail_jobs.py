"""Wagtail's own jobs: one that comes too late for its row is done, one that fails is told."""

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from modelsearch.tasks import insert_or_update_object_task
from wagtail.images.tasks import set_image_focal_point_task
from wagtail.models import ReferenceIndex
from wagtail.tasks import delete_file_from_storage_task, update_reference_index_task

from freesheet.config.wagtail.jobs import WagtailJobs

pytestmark = pytest.mark.django_db


def done() -> list[str]:
    """Every job that waits is done; how each ended."""
    worker = WagtailJobs()._worker
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.READY):
        worker.run_task(job)
    ended = list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))
    DBTaskResult.objects.all().delete()
    return ended


def test_a_row_that_is_gone_is_no_error(cast, caplog):
    DBTaskResult.objects.all().delete()
    update_reference_index_task.enqueue("stories", "story", "999999")
    insert_or_update_object_task.enqueue("stories", "story", "999999")
    set_image_focal_point_task.enqueue("pictures", "picture", 999999)
    assert done() == [TaskResultStatus.SUCCESSFUL] * 3
    assert caplog.text == ""


def test_one_that_is_there_is_seen_to(cast):
    DBTaskResult.objects.all().delete()
    ReferenceIndex.objects.all().delete()
    update_reference_index_task.enqueue("stories", "story", str(cast.stories[0].pk))
    assert done() == [TaskResultStatus.SUCCESSFUL]
    assert ReferenceIndex.get_references_to(cast.harbour).exists()


def test_what_fails_is_told(cast, caplog):
    DBTaskResult.objects.all().delete()
    delete_file_from_storage_task.enqueue(["nowhere.at.all", [], {}], "a.jpg")
    update_reference_index_task.enqueue("stories", "no_such_model", "1")
    assert done() == [TaskResultStatus.FAILED] * 2
    assert "nowhere" in caplog.text
