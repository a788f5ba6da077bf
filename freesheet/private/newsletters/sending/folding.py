"""Old deliveries are folded away: an issue keeps what its mails came to, and the rows go.

Rule    counted before the first row goes, and a bundle's rows at a time: readers and senders wait for nothing
Source  50 issues to a quarter of a million readers are 12.5 million rows
"""

from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from freesheet.private.newsletters.models import Bundle, Delivery, Issue
from freesheet.private.newsletters.sending import reporting

BUNDLES_A_NIGHT = 2000
"""Two million rows at most: what is over waits for the next night."""


def fold_old() -> int:
    """Fold what ended longer ago than deliveries are kept; returns how many rows went."""
    before = timezone.now() - timedelta(days=settings.DELIVERIES_KEPT_DAYS)
    for issue in Issue.objects.filter(finished_at__lt=before, folded__isnull=True):
        _count(issue)
    old = Bundle.objects.filter(issue__finished_at__lt=before, issue__folded__isnull=False)
    return sum(_clear(bundle) for bundle in old.order_by("pk")[:BUNDLES_A_NIGHT])


def _count(issue: Issue) -> None:
    """From now on the report tells of these."""
    told = {"tally": asdict(reporting.tally(issue)), "reasons": reporting.reasons(issue)}
    Issue.objects.filter(pk=issue.pk).update(folded={**told, "returned": reporting.returns(issue)})


@transaction.atomic
def _clear(bundle: Bundle) -> int:
    count, _each = Delivery.objects.filter(issue=bundle.issue_id, bundle=bundle.number).delete()
    bundle.delete()
    return count
