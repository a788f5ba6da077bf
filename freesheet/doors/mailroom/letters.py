"""What a letter says, and how it becomes a mail.

Source  RFC 3834 §5 (Auto-Submitted), RFC 5322 §3.6.4 (Message-ID)
"""

import json
from dataclasses import asdict, dataclass
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.utils import timezone

from freesheet.doors.mailroom.models import Letter
from freesheet.doors.mailroom.returning.proofs import proof
from freesheet.doors.mailroom.stencil import stencil, without_slots
from freesheet.kit import sealing

SEALED = b"freesheet.doors.mailroom letter 1"
ORIGIN = "l"


@dataclass(frozen=True)
class Content:
    """Subject and parts; sender and reply_to as "Name <address>", empty for the newsroom's own; headers beside ours.

    to   bare address as somebody typed it, which actions.due writes in
    """

    subject: str
    text: str
    html: str = ""
    sender: str = ""
    reply_to: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    to: str = ""


def seal(content: Content) -> str:
    return sealing.seal(json.dumps(asdict(content)), SEALED)


def unseal(letter: Letter) -> Content:
    """What a letter says; raises cryptography.fernet.InvalidToken when the newsroom's key has changed."""
    told = json.loads(sealing.unseal(letter.sealed, SEALED))
    headers = tuple((name, value) for name, value in told["headers"])
    return Content(**{**told, "headers": headers, "to": told.get("to") or letter.recipient})


def sender_of(content: Content) -> tuple[str, str]:
    """Name and bare address."""
    return parseaddr(content.sender or settings.DEFAULT_FROM_EMAIL)


def written(letter: Letter) -> tuple[bytes, bytes]:
    """Head and body of the mail, not signed. The same letter has the same Message-ID at every try."""
    content = unseal(letter)
    name, address = sender_of(content)
    domain = address.rpartition("@")[2] or "localhost"
    headers = [
        ("From", formataddr((name, address))),
        ("To", content.to),
        ("Subject", without_slots(content.subject)),
        ("Date", format_datetime(timezone.now())),
        ("Message-ID", f"<{proof(ORIGIN, letter.pk)}.{letter.asked_at:%Y%m%d%H%M%S}@{domain}>"),
        *([("Reply-To", content.reply_to)] if content.reply_to else []),
        ("Auto-Submitted", "auto-generated"),
        *content.headers,
    ]
    text, html = without_slots(content.text), without_slots(content.html)
    return stencil(headers=headers, text=text, html=html).stamped({})
