"""On the desk's home: issues that newsletters wrote by themselves and that wait for a yes, or did not leave in time."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from freesheet.private.newsletters.models import Appointment, Issue

HELD_ISSUES = 8
REMINDER_TIME = timedelta(days=3)
"""So long home says that a moment was missed."""


def panel(user: Any) -> SafeString:
    """Nothing where nothing waits."""
    asking = Q(meant_for__isnull=False) | ~Q(pause_reason="")
    held = Issue.objects.filter(asking, send_at=None, frozen_at=None, cancelled_at=None).select_related("newsletter")
    since = timezone.now() - REMINDER_TIME
    left_out = Appointment.objects.filter(outcome=Appointment.Outcome.MISSED, outcome_at__gt=since)
    told = {
        "issues": list(held.order_by("written_at", "pk")[:HELD_ISSUES]),
        "missed": list(left_out.select_related("newsletter").order_by("outcome_at")[:HELD_ISSUES]),
    }
    return render_to_string("newsletters/desk/held.html", told) if any(told.values()) else mark_safe("")
