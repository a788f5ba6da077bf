"""What the desk does when something happens below: it notes it."""

from typing import Any

from django.dispatch import receiver

from freesheet.desk import audit
from freesheet.staff.signals import happened


@receiver(happened)
def note(action: str, about: Any, by: Any, details: dict[str, str], **_: Any) -> None:
    if action == "locked_out":
        audit.note_lock_out(about)
    else:
        audit.note(f"staff.{action}", about, by=by, details=details)
