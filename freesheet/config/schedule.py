"""What runs when, readable aloud."""

from datetime import time, timedelta

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from freesheet.config.wagtail.jobs import take_up_lost_jobs
from freesheet.doors.mailroom.actions import forget_old
from freesheet.doors.mailroom.returning import mailbox
from freesheet.doors.press import order_log
from freesheet.private.newsletters.actions.signing_up import forget_unanswered
from freesheet.private.newsletters.sending.appointments import note_scheduled
from freesheet.private.newsletters.sending.folding import fold_old
from freesheet.private.readers.sign_in import forget_old as forget_sign_ins
from freesheet.public.pictures.work import forget_kept_uploads
from freesheet.public.stories.actions.scheduled import publish_scheduled
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


def forget_old_letters() -> None:
    """Whom we wrote to is kept for a month, for whoever asks where their mail is."""
    forget_old(before=timezone.now() - timedelta(days=30))


def forget_readers_leftovers() -> None:
    """Sign-ups that nobody confirmed within a month, sign-ins and sessions that are over."""
    forget_unanswered()
    forget_sign_ins()


def let_sqlite_plan() -> None:
    """SQLite plans by what it has counted: uncounted, a search among 32,000 stories takes 47 seconds, counted 0.3."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")


SCHEDULE = [
    Line("publish what is scheduled", Every(seconds=5), publish_scheduled),
    Line("send what is scheduled", Every(seconds=5), note_scheduled),
    Line("take up lost jobs", Every(seconds=300), take_up_lost_jobs),
    Line("see that returned mail is looked for", Every(seconds=60), mailbox.keep),
    Line("forget expired counters", Every(seconds=300), forget_expired_counters),
    Line("let SQLite plan", Every(seconds=3600), let_sqlite_plan),
    Line("purge old revisions", Daily(at=time(3, 10)), purge_old_revisions),
    Line("forget finished jobs", Daily(at=time(3, 30)), forget_finished_jobs),
    Line("forget uploads that no form came back for", Daily(at=time(3, 35)), forget_kept_uploads),
    Line("forget old letters", Daily(at=time(3, 45)), forget_old_letters),
    Line("forget readers' leftovers", Daily(at=time(3, 50)), forget_readers_leftovers),
    Line("fold away what became of old mails", Daily(at=time(4, 0)), fold_old),
    Line("forget old orders of pages", Daily(at=time(4, 10)), order_log.forget_old),
    Line("forget old sessions", Daily(at=time(3, 40)), forget_old_sessions),
]
