"""What follows here from news: a newsletter's next automatic issue, and mail that came back."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from freesheet.doors.mailroom.models import Suppression
from freesheet.doors.mailroom.returning.returns import Origin
from freesheet.doors.mailroom.signals import suppressed
from freesheet.private.newsletters.actions import leaving
from freesheet.private.newsletters.models import Appointment, Delivery, Newsletter, Subscription
from freesheet.private.newsletters.signals import newsletter_saved
from freesheet.private.newsletters.tokens import ORIGIN
from freesheet.private.readers.models import Reader

ENDED_BY_REASON = {
    Suppression.Reason.BOUNCE: Subscription.Ended.BOUNCE,
    Suppression.Reason.COMPLAINT: Subscription.Ended.COMPLAINT,
    Suppression.Reason.STAFF: Subscription.Ended.STAFF,
}
"""Whoever is erased takes their subscriptions along."""


@receiver(newsletter_saved, sender=Newsletter)
def keep_appointment(sender: type[Newsletter], newsletter: Newsletter, **_: Any) -> None:
    """Its next moment is due; a moment that has come already is left to the worker who sees to it."""
    rhythm = newsletter.rhythm
    if rhythm is None:
        Appointment.objects.filter(newsletter=newsletter).delete()
        return
    now = timezone.now()
    following = rhythm.after(now)
    due = {"moment": following, "due_at": following, "error": "", "attempts": 0, "lease_until": None}
    kept, made = Appointment.objects.get_or_create(newsletter=newsletter, defaults=due)
    if not made and kept.moment > now:
        as_read = Appointment.objects.filter(pk=kept.pk, moment=kept.moment, lease_until=None)
        as_read.update(**due)


@receiver(suppressed, dispatch_uid="newsletters.end_subscriptions")
def end_subscriptions(address: str, reason: str, **_: Any) -> None:
    """An address that gets no mail gets no newsletter."""
    reader = Reader.objects.known_at(address)
    if reader is None or reason not in ENDED_BY_REASON:
        return
    for subscription in reader.subscriptions.live().select_related("newsletter", "reader"):
        leaving.leave(subscription, by=ENDED_BY_REASON[Suppression.Reason(reason)])


def address_of(number: int) -> str:
    """Whose a delivery was; empty when its reader was erased."""
    delivery = Delivery.objects.filter(pk=number).select_related("subscription__reader").first()
    return delivery.subscription.reader.email if delivery and delivery.subscription else ""


def note(number: int, kind: str, words: str) -> None:
    """Keep with a delivery how it came back; a complaint outweighs all, and gone for good not this time."""
    weaker = {"complaint": ["", "soft", "hard"], "hard": ["", "soft"], "soft": [""]}[kind]
    Delivery.objects.filter(pk=number, returned__in=weaker).update(returned=kind, words=words[:300])


OF_ISSUES = Origin(ORIGIN, address_of, note)
