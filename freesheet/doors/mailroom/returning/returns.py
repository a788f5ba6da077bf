"""Mail that came back: taken in as rows, then told to whoever sent it, and no more mail to addresses that are gone.

Rule    only what proves to be of a mail of ours changes anything, and each told twice counts once
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.message import Message
from enum import Enum

from django.db import transaction
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy

from freesheet.doors.mailroom.actions import suppress
from freesheet.doors.mailroom.models import Return, Suppression, digest_of, digests_of
from freesheet.doors.mailroom.returning import judging
from freesheet.doors.mailroom.returning.proofs import proven
from freesheet.kit.email import normal
from freesheet.work import actions as work
from freesheet.work.kinds import RETURNS, Kind
from freesheet.work.wake import ring

log = logging.getLogger(__name__)
SOFT_DAYS, SOFT_WITHIN = 7, timedelta(days=90)
"""Days on which mail to an address bounced softly that end it: a week of a daily letter, seven weeks of a weekly one.

Three months hold twelve letters of a weekly newsletter; a full mailbox is seldom emptied after a week of mail.
"""


class Heard(Enum):
    """What became of a mail that came in."""

    NOTED = "noted"
    KNOWN = "known already"
    NOT_OURS = "carries no proof that it is of a mail of ours"
    NO_RETURN = "tells of no failure and no complaint"


@dataclass(frozen=True)
class Origin:
    """What kind of mails came from a room.

    mark        a letter, first in their proofs
    address_of  whose a mail was; empty for nobody's any more, or where no return ends it
    note        keep with the mail that it came back: number, kind (models.Return.Kind), words
    """

    mark: str
    address_of: Callable[[int], str]
    note: Callable[[int, str, str], None]


_origins: dict[str, Origin] = {}


def register(origin: Origin) -> None:
    _origins[origin.mark] = origin


def take_in(raw: bytes, *, way: str) -> Heard:
    """Note a mail that came back, by whatever way it came; a worker sees to what follows."""
    try:
        mail = judging.read(raw)
        found = judging.judged(mail)
        whose = _proven_in(mail, raw) if found else None
    except Exception:  # strangers write these, a thousand parts deep if they like: none may stop the next
        log.exception("a mail that came in by %s cannot be read", way)
        return Heard.NO_RETURN
    if found is None:
        return Heard.NO_RETURN
    if whose is None or whose[0] not in _origins:
        log.info("a return by %s carries no proof of ours", way)
        return Heard.NOT_OURS
    origin, number = whose
    fields = {"kind": found.kind, "code": found.code[:12], "words": found.words, "way": way}
    once = once_for(origin, number, found.kind)
    with transaction.atomic():
        _row, new = Return.objects.get_or_create(
            once=once, defaults={**fields, "origin": origin, "number": number, "due_at": timezone.now()}
        )
        transaction.on_commit(ring)
    return Heard.NOTED if new else Heard.KNOWN


def once_for(*told: object) -> str:
    """The name under which the same news counts once."""
    return hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()


def _proven_in(mail: Message, raw: bytes) -> tuple[str, int] | None:
    """Where it was sent back to says it best; else what it quotes of our mail."""
    to = " ".join(str(mail[name] or "") for name in ("Delivered-To", "X-Original-To", "Envelope-To", "To"))
    return proven(to) or proven(raw[: judging.READ_BYTES].decode("latin-1")) or proven(_decoded(mail))


def _decoded(mail: Message) -> str:
    """Its parts where they were encoded on the way."""
    parts = (part.get_payload(decode=True) for part in mail.walk() if part["Content-Transfer-Encoding"])
    return " ".join(part.decode("latin-1") for part in parts if isinstance(part, bytes))


def see_to(claimed: list[Return]) -> None:
    for row in claimed:
        with transaction.atomic():
            address = normal(_told_origin(row) if row.origin else row.address)
            digest = digest_of(address) if address else ""
            if work.done(row, address="", digest=digest):
                row.digest = digest
                _follow(row, address)


def _told_origin(row: Return) -> str:
    """Have the room whose mail it was keep the news with it; the address that mail went to, whatever others say."""
    origin = _origins.get(row.origin)
    if origin is None or row.number is None:
        return ""
    origin.note(row.number, row.kind, f"{row.code} {row.words}".strip())
    return origin.address_of(row.number)


def _follow(row: Return, address: str) -> None:
    """In the transaction that ends the row."""
    if not address:
        return
    said = f"{row.code} {row.words}".strip()
    match row.kind:
        case Return.Kind.COMPLAINT:
            suppress(address, Suppression.Reason.COMPLAINT, words=said)
        case Return.Kind.HARD:
            suppress(address, Suppression.Reason.BOUNCE, words=said)
        case _ if _soft_days(address) >= SOFT_DAYS:
            suppress(address, Suppression.Reason.BOUNCE, words=said)


def _soft_days(address: str) -> int:
    """On how many days mail to an address came back softly of late."""
    of_late = Return.objects.filter(digest__in=digests_of(address), at__gt=timezone.now() - SOFT_WITHIN)
    soft = of_late.filter(kind=Return.Kind.SOFT)
    return soft.annotate(day=TruncDate("at")).values("day").distinct().count()


SEEN_TO = Kind(
    name="returned-mail",
    label=gettext_lazy("mail that came back"),
    model=Return,
    do=see_to,
    limit=50,
    lease_seconds=120,
    lane=RETURNS,
)
