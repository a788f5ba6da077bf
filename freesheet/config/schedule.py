"""What runs when, readable aloud."""

from datetime import time

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from freesheet.config.wagtail_jobs import take_up_lost_jobs
from freesheet.desk.scheduling import publish_scheduled
from freesheet.pictures.work import forget_kept_uploads
from freesheet.work.schedule import Daily, Every, Line


def purge_old_revisions() -> None:
    call_command("purge_revisions", days=90, verbosity=0)


def forget_finished_jobs() -> None:
    call_command("prune_db_task_results", verbosity=0)


def forget_old_sessions() -> None:
    call_command("clearsessions", verbosity=0)


def forget_expired_counters() -> None:
    """Rate limits are counted in the database's cache table, which forgets nothing by itself."""
    if "freesheet_cache" in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM freesheet_cache WHERE expires < %s", [timezone.now().replace(tzinfo=None)])


def let_sqlite_plan() -> None:
    """SQLite plans by what it has counted: uncounted, a search among 32,000 stories takes 47 seconds, counted 0.3."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")


SCHEDULE = [
    Line("publish what is scheduled", Every(seconds=5), publish_scheduled),
    Line("take up lost jobs", Every(seconds=300), take_up_lost_jobs),
    Line("forget expired counters", Every(seconds=300), forget_expired_counters),
    Line("let SQLite plan", Every(seconds=3600), let_sqlite_plan),
    Line("purge old revisions", Daily(at=time(3, 10)), purge_old_revisions),
    Line("forget finished jobs", Daily(at=time(3, 30)), forget_finished_jobs),
    Line("forget uploads that no form came back for", Daily(at=time(3, 35)), forget_kept_uploads),
    Line("forget old sessions", Daily(at=time(3, 40)), forget_old_sessions),
]
