"""On the desk's home: issues that are on their way, stand still, wait for their hour, or ask something."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from freesheet.private.newsletters.models import Delivery, Issue
from freesheet.private.newsletters.sending import reporting

HOME_ISSUES = 8
ASKED_FOR = timedelta(days=7)
"""So long home reminds of mails of which nobody knows whether they left; the report goes on doing so."""


def panel(user: Any) -> SafeString:
    """Nothing where nothing is going on."""
    unsure = Exists(Delivery.objects.filter(issue=OuterRef("pk"), fate=Delivery.Fate.UNCERTAIN))
    going = Q(frozen_at__isnull=False, finished_at=None)
    scheduled = Q(send_at__isnull=False, frozen_at=None)
    asking = Q(unsure, finished_at__gt=timezone.now() - ASKED_FOR)
    there = Issue.objects.filter(going | scheduled | asking, cancelled_at=None).select_related("newsletter")
    issues = list(there.order_by("send_at", "pk")[:HOME_ISSUES])
    if not issues:
        return mark_safe("")
    told = [(issue, reporting.tally(issue) if issue.frozen_at else None) for issue in issues]
    return render_to_string("newsletters/desk/home.html", {"issues": told})
