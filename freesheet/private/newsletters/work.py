"""Seeing to sign-ups: who that is, and the mail that asks them.

Rule    so many letters an hour for the whole site: what is over them waits, and who solved a flood's riddle waits
        in a queue of their own
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from freesheet.doors.mailroom import actions as mailroom
from freesheet.private.newsletters.actions import signing_up
from freesheet.private.newsletters.models import SignUp
from freesheet.work import actions as work
from freesheet.work.kinds import MAIL, Kind

HOUR = timedelta(hours=1)
AGAIN_AFTER = timedelta(minutes=2)


def see_to(claimed: list[SignUp]) -> None:
    for sign_up in claimed:
        if _is_full(solved=sign_up.solved):
            work.later(sign_up, timezone.now() + AGAIN_AFTER)
            continue
        with transaction.atomic():
            signing_up.subscribe(sign_up)
            work.done(sign_up, email="")


def _is_full(*, solved: bool) -> bool:
    """Whether the site's letters of this hour are spent; those who solved the riddle have as many again."""
    spent = mailroom.count(purpose=signing_up.CONFIRMATION_PURPOSE, since=timezone.now() - HOUR)
    return spent >= settings.CONFIRMATIONS_AN_HOUR * (2 if solved else 1)


SIGN_UPS = Kind(
    name="newsletters-sign-ups",
    label=gettext_lazy("sign-up for a newsletter"),
    model=SignUp,
    do=see_to,
    limit=50,
    lease_seconds=120,
    lane=MAIL,
)
