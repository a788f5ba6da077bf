"""Coming in as the owner of an address: by a mailed link, or by the six digits beside it.

Rule    a token is kept as a hash only; whoever asks learns nothing of who reads us: one row is written whatever
        the address, and a worker looks who that is
Source  promises 30, 32, 34
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from freesheet.kit.email import normal
from freesheet.kit.sealing import keyed_hash, token_hash
from freesheet.private.readers.models import Reader, ReaderSession, SignIn, session_ends
from freesheet.work.wake import ring

LINK_TIME = timedelta(minutes=15)
TOKEN_BYTES = 32
CODE = b"freesheet.private.readers code 1"
IN_AN_HOUR, IN_A_DAY = 4, 10
"""Letters to one address at most."""
UNPROVEN_IN_A_DAY = 1
"""To one where nobody showed yet that they read mail: a stranger may have typed it into a form."""


class LinkDead(Exception):
    """The link or the code was used, has run out, was ended by a newer one, or never was ours."""


def ask(email: str, *, language: str) -> str:
    """Note that somebody wants to come in; the handle by which the code is asked for."""
    handle = secrets.token_urlsafe(TOKEN_BYTES)
    now = timezone.now()
    email = normal(email)[:254]
    SignIn.objects.create(handle=handle, email=email, language=language, until=now + LINK_TIME, due_at=now)
    transaction.on_commit(ring)
    return handle


def arm(sign_in: SignIn, reader: Reader) -> tuple[str, str] | None:
    """A fresh token and code for it, the reader's older ones ended; None when they have had enough letters."""
    if _has_enough(reader):
        return None
    reader.sign_ins.filter(used_at=None, ended_at=None).update(ended_at=timezone.now())
    token, code = secrets.token_urlsafe(TOKEN_BYTES), f"{secrets.randbelow(10**6):06}"
    fields = {"reader": reader, "token_hash": token_hash(token), "code_hash": _code_hash(sign_in.handle, code)}
    SignIn.objects.filter(pk=sign_in.pk).update(**fields)
    return token, code


def _has_enough(reader: Reader) -> bool:
    now, mailed = timezone.now(), reader.sign_ins.exclude(token_hash=None)
    hour, day = (mailed.filter(asked_at__gt=now - timedelta(hours=hours)).count() for hours in (1, 24))
    return hour >= IN_AN_HOUR or day >= (IN_A_DAY if reader.proven_at else UNPROVEN_IN_A_DAY)


def opens(token: str) -> bool:
    """Whether a link would let somebody in; spends nothing."""
    return SignIn.objects.open().filter(token_hash=token_hash(token)).exists()


@transaction.atomic
def enter_by_link(token: str) -> tuple[Reader, str]:
    """Spend the link; the reader and the new session's key. Raises LinkDead."""
    return _enter(SignIn.objects.open().filter(token_hash=token_hash(token)).first())


def enter_by_code(handle: str, code: str) -> tuple[Reader, str]:
    """Spend the code typed where the sign-in was asked for; a wrong one counts. Raises LinkDead."""
    digits = "".join(letter for letter in code if letter.isdecimal())
    # counted before it is compared, and kept if it was wrong: two guesses at once are two
    counted = SignIn.objects.open().filter(handle=handle).update(tries=F("tries") + 1)
    sign_in = SignIn.objects.select_related("reader").filter(handle=handle).first() if counted else None
    expected = sign_in.code_hash if sign_in else ""
    if not secrets.compare_digest(_code_hash(handle, digits), expected):
        raise LinkDead
    with transaction.atomic():
        return _enter(sign_in)


def forget_old() -> int:
    """Delete sign-ins and sessions that are over; returns how many rows."""
    over = timezone.now() - timedelta(days=1)
    gone = SignIn.objects.filter(until__lt=over).delete()[0]
    return gone + ReaderSession.objects.filter(until__lt=timezone.now()).delete()[0]


def session_of(key: str) -> ReaderSession | None:
    """The session of a cookie, if it has not ended."""
    session = ReaderSession.objects.select_related("reader").filter(key_hash=token_hash(key)).first()
    return None if session is None or session.is_over else session


def leave(key: str) -> None:
    """End a session."""
    ReaderSession.objects.filter(key_hash=token_hash(key)).delete()


def _enter(sign_in: SignIn | None) -> tuple[Reader, str]:
    if sign_in is None or not SignIn.objects.filter(pk=sign_in.pk, used_at=None).update(used_at=timezone.now()):
        raise LinkDead
    reader = sign_in.reader
    if reader is None:
        raise LinkDead
    reader.prove()
    key = secrets.token_urlsafe(TOKEN_BYTES)
    ReaderSession.objects.create(reader=reader, key_hash=token_hash(key), until=session_ends())
    return reader, key


def _code_hash(handle: str, code: str) -> str:
    """Keyed: a million codes are tried in a second by whoever has the table alone."""
    return keyed_hash(f"{handle} {code}", CODE).hex()
