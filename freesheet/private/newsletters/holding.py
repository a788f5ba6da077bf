"""What this room keeps of a reader: on their own page, in their download, gone when they go."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from freesheet.private.newsletters.models import Newsletter, SignUp
from freesheet.private.readers.models import Reader


def part(reader: Reader) -> SafeString:
    """Every newsletter that is open or subscribed, ticked where they get it."""
    subscribed = set(reader.subscriptions.confirmed().values_list("newsletter_id", flat=True))
    there = Newsletter.objects.select_related("locale").order_by("locale_id", "order", "name")
    shown = [one for one in there if one.closed_at is None or one.pk in subscribed]
    if not shown:
        return mark_safe("")
    return render_to_string("newsletters/own.html", {"newsletters": shown, "subscribed": subscribed})


def export(reader: Reader) -> dict[str, Any]:
    subscriptions = reader.subscriptions.select_related("newsletter").order_by("asked_at")
    consents = reader.consents.select_related("newsletter")
    return {
        "subscriptions": [
            {
                "newsletter": one.newsletter.name,
                "asked_at": one.asked_at.isoformat(),
                "confirmed_at": one.confirmed_at and one.confirmed_at.isoformat(),
                "ended_at": one.ended_at and one.ended_at.isoformat(),
                "ended_by": one.ended_by,
            }
            for one in subscriptions
        ],
        "consents": [
            {
                "newsletter": one.newsletter.name,
                "act": one.act,
                "at": one.at.isoformat(),
                "form": one.form,
                "page": one.path,
                "wording": one.wording,
            }
            for one in consents
        ],
        "issues": [
            {
                "subject": one.issue.subject,
                "fate": one.get_fate_display(),
                "returned": one.get_returned_display(),
                "at": one.at and one.at.isoformat(),
            }
            for subscription in subscriptions
            for one in subscription.deliveries.select_related("issue").order_by("pk")
        ],
    }


def erase(reader: Reader) -> None:
    """Rows go with the reader by themselves, but for sign-ups that wait and what a failure may say of an address."""
    SignUp.objects.filter(email=reader.email).delete()
    for subscription in reader.subscriptions.all():
        subscription.deliveries.update(words="")
