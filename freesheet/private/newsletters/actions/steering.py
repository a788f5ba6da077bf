"""Send, pause, resume, cancel; and what becomes of mails of which nobody knows whether they left.

Rule    Send asks for what it is sure of: pressed twice, or by two editors, it sends once (promise 3)
Never   a mail whose acceptance is unknown sent again without an editor's word (promise 2)
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from freesheet.private.newsletters.actions.freezing import freeze
from freesheet.private.newsletters.issue.composing import make_plate
from freesheet.private.newsletters.issue.contents import list_members
from freesheet.private.newsletters.models import Delivery, Issue
from freesheet.private.newsletters.models.issue import AlreadySent
from freesheet.private.newsletters.page.archive import shelve
from freesheet.work.wake import ring

LOOK_AGAIN = timedelta(seconds=30)
"""How often a bundle of a paused issue is looked at."""


class Nobody(Exception):
    """No confirmed reader would get it."""


@transaction.atomic
def send(issue: Issue) -> int:
    """Freeze the audience, render the mail for good, and have workers begin; its page in the archive goes along.

    Returns how many readers. Raises AlreadySent, Nobody.
    """
    now = timezone.now()
    if not Issue.objects.filter(pk=issue.pk, frozen_at=None, cancelled_at=None).update(
        frozen_at=now, seen_at=now, pause_reason=""
    ):
        raise AlreadySent
    issue.refresh_from_db()  # what is sent is what the row says, not what was loaded before
    readers = freeze(issue, start=now)
    if not readers:
        raise Nobody
    issue.list_members, issue.prepared = list_members(issue), readers
    Issue.objects.filter(pk=issue.pk).update(list_members=issue.list_members, prepared=readers)
    make_plate(issue)
    shelve(issue)
    transaction.on_commit(ring)
    return readers


def schedule(issue: Issue, at: datetime) -> None:
    """Have it leave by itself at that time; raises AlreadySent."""
    waiting = Issue.objects.filter(pk=issue.pk, frozen_at=None, cancelled_at=None)
    if not waiting.update(send_at=at, pause_reason=""):
        raise AlreadySent
    issue.refresh_from_db()


def call_off(issue: Issue) -> bool:
    """It does not leave by itself any more; False for one that has left."""
    done = Issue.objects.filter(pk=issue.pk, frozen_at=None).update(send_at=None)
    issue.refresh_from_db()
    return bool(done)


@transaction.atomic
def pause(issue: Issue, reason: str = "") -> bool:
    """Stop after what is under way; False where there is nothing to stop."""
    there = Issue.objects.filter(pk=issue.pk, finished_at=None, cancelled_at=None, paused_at=None)
    done = there.exclude(frozen_at=None).update(paused_at=timezone.now(), pause_reason=reason[:300])
    issue.refresh_from_db()
    return bool(done)


@transaction.atomic
def resume(issue: Issue) -> bool:
    """Go on where it stopped; False where nothing stood still."""
    now = timezone.now()
    there = Issue.objects.filter(pk=issue.pk, finished_at=None, cancelled_at=None).exclude(paused_at=None)
    if not there.update(paused_at=None, pause_reason="", refused_in_row=0, seen_at=now):
        return False
    _wake(issue)
    issue.refresh_from_db()
    return True


@transaction.atomic
def cancel(issue: Issue) -> bool:
    """Send no more of it: who has not got it is skipped; False for one that has ended."""
    there = Issue.objects.filter(pk=issue.pk, finished_at=None, cancelled_at=None).exclude(frozen_at=None)
    if not there.update(cancelled_at=timezone.now(), paused_at=None, pause_reason=""):
        return False
    _wake(issue, all_of_it=True)
    issue.refresh_from_db()
    shelve(issue)
    return True


@transaction.atomic
def try_again(issue: Issue, deliveries: list[int]) -> int:
    """An editor's word that these, which are uncertain, are sent once more; returns how many there are."""
    if not Issue.objects.select_for_update().filter(pk=issue.pk, cancelled_at=None, folded__isnull=True).exists():
        return 0
    uncertain = issue.deliveries.filter(pk__in=deliveries, fate=Delivery.Fate.UNCERTAIN)
    bundles = set(uncertain.values_list("bundle", flat=True))
    count = uncertain.update(fate=Delivery.Fate.WAITING, words="", at=None, tries=0)
    if count:
        now = timezone.now()
        Issue.objects.filter(pk=issue.pk).update(finished_at=None, seen_at=now)
        issue.bundles.filter(number__in=bundles).update(due_at=now, error="", attempts=0)
        transaction.on_commit(ring)
    return count


def _wake(issue: Issue, *, all_of_it: bool = False) -> None:
    """Have bundles that found it paused looked at now; or all of them, whatever window they are spread over."""
    later = issue.bundles.filter(due_at__gt=timezone.now())
    if not all_of_it:
        later = later.filter(due_at__lte=timezone.now() + LOOK_AGAIN, error="")
    later.update(due_at=timezone.now())
    transaction.on_commit(ring)
