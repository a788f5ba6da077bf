"""Jobs that Wagtail itself puts off (search index, references), done beside our due work.

Rule    a job whose worker was killed is taken up again; a database that is away ends nothing; one that comes too
        late for its row has nothing to do
"""

import logging
import os
import threading
import time
from datetime import timedelta

from django.apps import apps
from django.db import Error as DatabaseTrouble
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

log = logging.getLogger(__name__)
LOST_AFTER = timedelta(minutes=10)


class RowsWorker(Worker):
    """django-tasks' worker, to which a row deleted meanwhile is no error."""

    def run_task(self, db_task_result: DBTaskResult) -> None:
        if is_too_late(db_task_result):
            db_task_result.set_successful(None)
        else:
            super().run_task(db_task_result)


class WagtailJobs:
    """That worker, in a thread of the worker process."""

    def __init__(self) -> None:
        self._stopping = False
        self._worker = RowsWorker(
            queue_names=["*"],
            interval=1.0,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"freesheet-{os.getpid()}",
            excluded_queue_names=[],
        )
        self._thread = threading.Thread(target=self._run, name="wagtail-jobs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let the job at hand finish, for five seconds at most."""
        self._stopping = True
        self._worker.running = False
        self._thread.join(5)

    def _run(self) -> None:
        while not self._stopping:
            try:
                self._worker.run()
            except DatabaseTrouble as trouble:
                log.warning("the database does not answer (%s); trying again", trouble)
                time.sleep(1)


def is_too_late(job: DBTaskResult) -> bool:
    """Whether it is for one row, named as Wagtail's jobs name theirs, and that row is gone."""
    match job.task_result.args:
        case [str(app_label), str(model_name), str() | int() as pk]:
            try:
                model = apps.get_model(app_label, model_name)
            except LookupError:
                return False
            return not model._base_manager.filter(pk=pk).exists()
    return False


def take_up_lost_jobs() -> int:
    """Make jobs ready again whose worker must have been killed; returns how many."""
    lost = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - LOST_AFTER)
    return lost.update(status=TaskResultStatus.READY, started_at=None)
