"""What newsletters do by themselves at a time: make an issue, or send one that was scheduled.

Rule    each moment once: what is done and the next moment are written in one transaction, by whoever holds the row
Never   an issue hours late: what was missed is said at the desk (promise 9 asks the same of a restored backup)
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freesheet.private.newsletters.actions import automatic, steering
from freesheet.private.newsletters.issue.checks import checked
from freesheet.private.newsletters.models import Appointment, Issue
from freesheet.private.newsletters.models.issue import AlreadySent
from freesheet.work import actions as work
from freesheet.work.kinds import MAIL, Kind
from freesheet.work.wake import ring

LATE_AFTER = timedelta(hours=3)
"""How late it may still be done, as after a restart."""


class TakenOver(Exception):
    """Another worker has it: nothing of ours counts."""


def note_scheduled() -> int:
    """Give every issue whose time has come to the workers; returns how many."""
    due = Issue.objects.filter(send_at__lte=timezone.now(), frozen_at=None, cancelled_at=None, appointment__isnull=True)
    noted = [_noted(issue) for issue in due]
    return len(noted)


@transaction.atomic
def _noted(issue: Issue) -> None:
    moment = issue.send_at or timezone.now()
    told = {"newsletter": None, "moment": moment, "due_at": timezone.now()}
    Appointment.objects.get_or_create(issue=issue, defaults=told)
    transaction.on_commit(ring)


def see_to(claimed: list[Appointment]) -> None:
    for appointment in claimed:
        with transaction.atomic():
            if appointment.issue_id:
                _send(appointment)
            else:
                _make(appointment)


def _make(appointment: Appointment) -> None:
    """Of several moments that passed meanwhile the last counts, if it is not too late for it."""
    newsletter = appointment.newsletter
    rhythm = newsletter.rhythm if newsletter else None
    if newsletter is None or rhythm is None:
        _settle(appointment, None)
        return
    now = timezone.now()
    *_missed, moment = rhythm.passed(appointment.moment, now)
    outcome = Appointment.Outcome.MISSED if moment < now - LATE_AFTER else automatic.make(newsletter, moment)
    following = rhythm.after(now)
    _settle(appointment, following, moment=following, outcome=outcome, outcome_at=moment)


def _send(appointment: Appointment) -> None:
    """Send it, if it still is to leave at that time; else say why not, and leave it to an editor."""
    issue = Issue.objects.select_for_update().get(appointment=appointment)
    now = timezone.now()
    words = ""
    if issue.send_at and issue.send_at < now - LATE_AFTER:
        words = _("Its time passed while nothing was running here. Send it yourself, or choose another time.")
    elif issue.send_at and issue.send_at <= now and not issue.frozen_at and not issue.cancelled_at:
        words = _sent(issue)
    if words:
        Issue.objects.filter(pk=issue.pk, frozen_at=None).update(send_at=None, pause_reason=words[:300])
    _settle(appointment, None)
    Appointment.objects.filter(pk=appointment.pk).delete()


def _sent(issue: Issue) -> str:
    """Why it could not be sent, in words; empty if it was."""
    if stops := checked(issue).stops:
        return _("Its time came, but it was held back. %s") % stops[0].words
    try:
        steering.send(issue)
    except AlreadySent:
        return ""
    except steering.Nobody:
        return _("Its time came, but no confirmed reader would have got it.")
    return ""


def _settle(appointment: Appointment, at: datetime | None, **changes: object) -> None:
    settled = work.later(appointment, at, **changes) if at else work.done(appointment, **changes)
    if not settled:
        raise TakenOver(appointment.pk)


APPOINTMENTS = Kind(
    name="newsletters-appointments",
    label=gettext_lazy("issue that a newsletter makes or sends by itself"),
    model=Appointment,
    do=see_to,
    limit=1,
    lease_seconds=300,
    lane=MAIL,
)
