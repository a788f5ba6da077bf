"""What rooms ask of the mailroom: have a letter leave, know who gets no mail.

News    suppressed, lifted
Rule    a letter is a row in the caller's transaction: it leaves if that commits, and only then
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from freesheet.doors.mailroom.letters import Content, seal
from freesheet.doors.mailroom.models import Letter, Return, Suppression, digest_of, digests_of
from freesheet.doors.mailroom.relay.providers import outbox
from freesheet.doors.mailroom.signals import lifted, suppressed
from freesheet.kit.email import as_typed, normal
from freesheet.work.wake import ring

RETURNS_COUNT = timedelta(days=90)
"""So long mail that comes back softly is counted (returns.SOFT_WITHIN)."""


def due(
    content: Content,
    *,
    to: str,
    purpose: str,
    once: str = "",
    until: datetime | None = None,
    wanted_by_reader: bool = False,
) -> bool:
    """Have this letter leave soon; False, and nothing happens, when one was asked for under that name before.

    to                 bare address
    purpose            what it is for, a word for the desk: "confirmation", "sign-in"
    wanted_by_reader   goes to somebody who asked to be forgotten, too: they ask for it themselves now
    """
    sealed = seal(replace(content, to=as_typed(to)))
    fields: dict[str, Any] = {"recipient": normal(to), "purpose": purpose, "sealed": sealed, "until": until}
    fields["wanted_by_reader"] = wanted_by_reader
    if once:
        _, made = Letter.objects.get_or_create(once=once, defaults={**fields, "due_at": timezone.now()})
    else:
        Letter.objects.create(**fields, due_at=timezone.now())
        made = True
    transaction.on_commit(ring)
    return made


@transaction.atomic
def suppress(address: str, reason: Suppression.Reason, *, words: str = "") -> None:
    """Have no more mail go to that address. An earlier reason stays."""
    if not Suppression.objects.of(address).exists():
        Suppression.objects.get_or_create(digest=digest_of(address), defaults={"reason": reason, "words": words[:500]})
    suppressed.send(Suppression, address=normal(address), reason=reason)


@transaction.atomic
def lift(address: str, reason: Suppression.Reason | None = None) -> bool:
    """Let mail go to that address again, if that reason (None: any) kept it from doing so; False if it did not."""
    kept = Suppression.objects.of(address)
    gone = bool((kept.filter(reason=reason) if reason else kept).delete()[0])
    if gone:
        lifted.send(Suppression, address=normal(address))
    return gone


def count(*, purpose: str, since: datetime, to: str = "") -> int:
    """How many letters of a purpose were asked for since then: to one address, or to all."""
    letters = Letter.objects.filter(purpose=purpose, asked_at__gt=since)
    return (letters.filter(recipient=normal(to)) if to else letters).count()


@transaction.atomic
def forget(address: str) -> None:
    """Remove every trace of an address from letters and returns: those that wait are not sent, or change nobody."""
    letters = Letter.objects.filter(recipient=normal(address))
    letters.filter(due_at__isnull=False).update(
        due_at=None, lease_until=None, epoch=F("epoch") + 1, fate=Letter.Fate.SUPPRESSED, ended_at=timezone.now()
    )
    letters.update(recipient="", sealed="", error="", answer="", once=None)
    transaction.on_commit(lambda: outbox().forget(normal(address)))
    Return.objects.filter(Q(digest__in=digests_of(address)) | Q(address=normal(address))).update(
        address="", digest="", words="", error=""
    )
    Suppression.objects.of(address).update(words="")  # a server that refuses names whom it refuses


def take_note(letters: Collection[int]) -> list[Letter]:
    """Of letters that failed for good: the desk knows, and is told no more; returns those it was not told of before."""
    noted = list(Letter.objects.failed().filter(pk__in=letters))
    Letter.objects.failed().filter(pk__in=letters).update(noted_at=timezone.now())
    return noted


def forget_old(*, before: datetime) -> int:
    """Delete letters that ended before then, and returns once they count no more; returns how many letters."""
    Return.objects.filter(due_at=None, at__lt=before - RETURNS_COUNT).delete()
    return Letter.objects.filter(Q(due_at=None), ended_at__lt=before).delete()[0]
