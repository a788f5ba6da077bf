"""Mailing link and code to readers who want to come in.

Rule    an address nobody reads us at gets nothing, and whoever asked sees no difference
"""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy

from freesheet.doors.mailroom import actions as mailroom
from freesheet.private.readers import mails, sign_in
from freesheet.private.readers.models import Reader, SignIn
from freesheet.work import actions as work
from freesheet.work.kinds import MAIL, Kind


def mail_sign_ins(claimed: list[SignIn]) -> None:
    for asked in claimed:
        with transaction.atomic():
            _mail(asked)
            work.done(asked, email="")


def _mail(wish: SignIn) -> None:
    reader = Reader.objects.known_at(wish.email)
    armed = sign_in.arm(wish, reader) if reader else None
    if reader and armed:
        token, code = armed
        with translation.override(reader.language):
            mailroom.due(mails.way_in(token, code), to=reader.email, purpose="sign-in", until=wish.until)


SIGN_INS = Kind(
    name="readers-sign-ins",
    label=gettext_lazy("sign-in of a reader"),
    model=SignIn,
    do=mail_sign_ins,
    limit=50,
    lease_seconds=60,
    lane=MAIL,
)
