"""What was sent, kept beside the database: a database from a backup does not know it, and must not send it again.

Rule    the file says how often bundles of an issue were claimed here: a database that knows of fewer is older
Source  promise 9
"""

import os
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from freesheet.private.newsletters.models import Bundle, Issue

STILL_TIME = timedelta(minutes=30)
"""How long nobody may have sent of an issue that is under way before an editor is asked."""


def reason_to_stop(issue: Issue, bundle: Bundle) -> str:
    """Why nothing more should leave until an editor says so, in words; empty if all is as it should be."""
    known = issue.bundles.aggregate(claims=Sum("epoch"))["claims"] or 0
    file = Path(settings.DATA) / "sending" / str(issue.pk)
    written = int(file.read_text()) if file.exists() else 0
    if written >= known:  # this claim is one more
        return _(
            "The database is older than what has been sent, as after a backup was put back: going on would send this "
            "issue twice to many. Cancel it, or resume it if you are sure."
        )
    _put(file, f"{known}\n")
    now = timezone.now()
    if bundle.due_at and bundle.due_at < now - STILL_TIME and issue.seen_at and issue.seen_at < now - STILL_TIME:
        return _("Nobody has been sending for more than half an hour. Look who has it already, then resume or cancel.")
    return ""


def _put(file: Path, text: str) -> None:
    """Whole, and on the disk: a power cut leaves the number before or this one."""
    file.parent.mkdir(exist_ok=True, mode=0o700)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    with new.open("w") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    new.replace(file)
