"""What readers do with what we know of them: change it, take it with them, have it forgotten.

Source  GDPR Art. 15, 17, 20; promise 43
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from freesheet.doors.mailroom import actions as mailroom
from freesheet.doors.mailroom.models import Letter, Suppression
from freesheet.private.readers import sign_in
from freesheet.private.readers.holdings import holdings
from freesheet.private.readers.models import Reader, SignIn


def change(reader: Reader, *, name: str, language: str) -> None:
    reader.name, reader.language = name, language
    reader.save(update_fields=["name", "language"])


def everything(reader: Reader) -> dict[str, Any]:
    """All we know of a reader, in what JSON can say; times are ISO 8601."""
    letters = Letter.objects.filter(recipient=reader.email).order_by("asked_at")
    told: dict[str, Any] = {
        "told_at": timezone.now().isoformat(),
        "reader": {
            "email": reader.email,
            "name": reader.name,
            "language": reader.language,
            "since": reader.since.isoformat(),
            "proven_at": reader.proven_at and reader.proven_at.isoformat(),
        },
        "signed_in": [session.begun_at.isoformat() for session in reader.sessions.order_by("begun_at")],
        "letters": [
            {"purpose": one.purpose, "asked_at": one.asked_at.isoformat(), "fate": one.get_fate_display()}
            for one in letters
        ],
    }
    return told | {holding.name: holding.export(reader) for holding in holdings()}


def suppress(reader: Reader) -> None:
    """Have no more mail go to them, by the newsroom's decision."""
    mailroom.suppress(reader.email, Suppression.Reason.STAFF)


def lift(reader: Reader) -> bool:
    """Let mail go to them again. Who asked to be forgotten lifts that themselves, by confirming."""
    if Suppression.objects.of(reader.email).filter(reason=Suppression.Reason.ERASED).exists():
        return False
    return mailroom.lift(reader.email)


def mail_way_in(reader: Reader) -> None:
    """Have a link mailed by which they come to their own page."""
    sign_in.ask(reader.email, language=reader.language)


@transaction.atomic
def erase(reader: Reader) -> None:
    """Remove every trace of a reader; what stays is a keyed hash, so that no import brings them back."""
    for holding in holdings():
        holding.erase(reader)
    SignIn.objects.filter(email=reader.email).delete()  # asked for, and not seen to yet
    mailroom.forget(reader.email)
    mailroom.suppress(reader.email, Suppression.Reason.ERASED)
    reader.delete()
