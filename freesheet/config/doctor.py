"""The doctor's questions about an install: each finding says what is wrong and how to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import Error as DatabaseTrouble
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from freesheet.doors.mailroom.models import Letter, Return
from freesheet.doors.mailroom.signing.dkim_keys import signatures
from freesheet.doors.press.models import Sheet
from freesheet.staff.models import User
from freesheet.work.kinds import registered


@dataclass(frozen=True)
class Finding:
    """One answer: well or not; words says what, mend how."""

    well: bool
    words: str
    mend: str = ""


def examine() -> Iterator[Finding]:
    """Ask everything that can be asked; a database that is away ends the questions about rows."""
    yield from _settings()
    yield from _files()
    try:
        yield from _database()
    except DatabaseTrouble as trouble:
        mend = "Start it, or correct FREESHEET_DATABASE_URL; `freesheet prepare` makes its tables."
        yield Finding(False, f"The database does not answer: {trouble}", mend)


def _settings() -> Iterator[Finding]:
    messages = checks.run_checks()
    for message in messages:
        yield Finding(message.level < checks.WARNING, message.msg, message.hint or "")
    if not messages:
        yield Finding(True, "The settings make sense.")


def _files() -> Iterator[Finding]:
    if (Path(settings.STATIC_ROOT) / ".collected").exists():
        yield Finding(True, "The static files are collected.")
    else:
        yield Finding(False, "The static files are not collected.", "Run `freesheet prepare`.")


def _database() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield Finding(False, f"{len(plan)} migrations are not applied.", "Run `freesheet prepare`.")
        return
    yield Finding(True, f"The database answers ({connection.vendor}) and is up to date.")
    for question in (_workers, _sheets, _failing, _letters, _returns, _signing, _staff):
        yield from question()


def _workers() -> Iterator[Finding]:
    late = Sheet.objects.due().filter(due_at__lt=timezone.now() - timedelta(minutes=5))
    if late.filter(error="").exists():
        yield Finding(
            False, "Pages have waited for more than five minutes.", "Is `freesheet run`, or `freesheet work`, running?"
        )
    else:
        yield Finding(True, "No page is waiting.")


def _sheets() -> Iterator[Finding]:
    pressed = Sheet.objects.exclude(digest="").count()
    mend = "Run `freesheet press`." if not pressed else ""
    yield Finding(bool(pressed), f"{pressed} pages are pressed.", mend)


def _failing() -> Iterator[Finding]:
    for kind in registered():
        failing = kind.model._default_manager.filter(due_at__isnull=False).exclude(error="")
        if first := failing.first():
            words = f"{failing.count()} of the {kind.name} fail, the first with: {first.error}"
            yield Finding(False, words, "The desk's home page lists them; they are tried again by themselves.")


def _letters() -> Iterator[Finding]:
    """Of those that failed for good; those that are tried again are among what fails."""
    ended = Letter.objects.failed()
    if last := ended.order_by("-ended_at").first():
        words = (
            f"{ended.count()} letters did not leave; the last ({last.purpose}): {last.get_fate_display()} {last.answer}"
        )
        mend = "Whoever waits for one has to ask again. The desk's home lists them until a technician has taken note."
        yield Finding(False, words, mend)


def _returns() -> Iterator[Finding]:
    """Whether a newsroom with a relay hears of mail that comes back."""
    if settings.SMTP_URL and not (settings.BOUNCES_TO or settings.ANYMAIL.get("WEBHOOK_SECRET")):
        mend = "Set FREESHEET_BOUNCES_TO, or your provider's hooks, as docs/operate.md says."
        yield Finding(False, "Mail that comes back is not heard of: addresses that are gone go on getting mail.", mend)
    elif last := Return.objects.order_by("-at").first():
        yield Finding(True, f"Mail that comes back is heard of, last at {last.at:%Y-%m-%d %H:%M} UTC.")


def _signing() -> Iterator[Finding]:
    for one in signatures(parseaddr(settings.DEFAULT_FROM_EMAIL)[1]):
        name = f"{one.selector}._domainkey.{one.domain}"
        yield Finding(True, f"Mail is signed. The TXT record of {name} must be: {one.record}")


def _staff() -> Iterator[Finding]:
    if User.objects.working().exists():
        yield Finding(True, "Somebody can sign in.")
    else:
        yield Finding(False, "Nobody works here yet.", "`freesheet run` prints the link for the first member of staff.")
