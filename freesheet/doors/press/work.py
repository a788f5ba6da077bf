"""What to do with stale sheets."""

from django.db.models import QuerySet
from django.utils import timezone

from freesheet.doors.press.models import Sheet
from freesheet.doors.press.owners import Rank
from freesheet.doors.press.pressing import press_together
from freesheet.work.kinds import Kind


def claimable() -> QuerySet[Sheet]:
    """What a worker may claim now: while another presses the first page of something new, nothing that leads to it.

    Else a front could be there before the page, and readers follow its link to a 404.
    """
    sheets = Sheet.objects.all()
    begun = sheets.filter(rank=Rank.OWN, pressed_at=None, due_at__lte=timezone.now(), lease_until__gt=timezone.now())
    return sheets.filter(rank=Rank.OWN) if begun.exists() else sheets


STALE_SHEETS = Kind(
    name="stale sheets", model=Sheet, do=press_together, limit=4, lease_seconds=30, first_by="rank", claimable=claimable
)
