"""Looking into the mailbox to which mail comes back.

Rule    each mail is read once: it is marked as seen after what it says was noted; nothing is deleted or moved
Source  RFC 9051 (IMAP), RFC 8314 (TLS)
"""

import contextlib
import imaplib
import re
import ssl
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy

from freesheet.doors.mailroom.models import Mailbox
from freesheet.doors.mailroom.relay.providers import HERE
from freesheet.doors.mailroom.returning import returns
from freesheet.doors.mailroom.returning.judging import READ_BYTES
from freesheet.work import actions as work
from freesheet.work.kinds import RETURNS, Kind

NAME = "returned mail"
EVERY = timedelta(minutes=1)
ANSWER_SECONDS, SLICE_SECONDS = 20.0, 60.0
"""How long an answer may take, and a look; what is left then is read in the next."""


class NotReadable(Exception):
    """The server refused a command; in its words."""


def keep() -> None:
    """Have the install's mailbox be looked into from now on; none where none is set."""
    if settings.BOUNCE_MAILBOX:
        Mailbox.objects.get_or_create(name=NAME, defaults={"due_at": timezone.now()})
    else:
        Mailbox.objects.all().delete()


def look_into(claimed: list[Mailbox]) -> None:
    for row in claimed:
        try:
            with opened(settings.BOUNCE_MAILBOX) as there:
                all_read = _read(there)
        except (NotReadable, imaplib.IMAP4.error, OSError) as problem:
            work.failed(row, _words(problem))
        else:
            now = timezone.now()
            if all_read:
                work.later(row, now + EVERY, read_at=now)
            else:
                work.later(row, now)


def _words(problem: BaseException) -> str:
    """Of a server or of the network; imaplib quotes servers as bytes."""
    said = problem.args[0] if problem.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(problem) or type(problem).__name__


@contextlib.contextmanager
def opened(url: str) -> Iterator[imaplib.IMAP4]:
    """A mailbox by its address, signed in, its folder chosen. imap:// uses STARTTLS but on this machine."""
    parts = urlsplit(url)
    host, context = parts.hostname or "", ssl.create_default_context()
    there: imaplib.IMAP4
    if parts.scheme == "imaps":
        there = imaplib.IMAP4_SSL(host, parts.port or 993, ssl_context=context, timeout=ANSWER_SECONDS)
    else:
        there = imaplib.IMAP4(host, parts.port or 143, timeout=ANSWER_SECONDS)
    try:
        if parts.scheme == "imap" and host not in HERE:
            there.starttls(context)
        there.login(unquote(parts.username or ""), unquote(parts.password or ""))
        _answer(there.select(_quoted(unquote(parts.path.strip("/")) or "INBOX")))
        yield there
    finally:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            there.logout()


def _read(there: imaplib.IMAP4) -> bool:
    """Take in what nobody has seen; whether that was all of it."""
    ends = time.monotonic() + SLICE_SECONDS
    for uid in (_answer(there.uid("SEARCH", "UNSEEN"))[0] or b"").split():
        if time.monotonic() > ends:
            return False
        fetched = _answer(there.uid("FETCH", uid.decode("ascii"), f"(BODY.PEEK[]<0.{READ_BYTES}>)"))
        raw = next((part[1] for part in fetched if isinstance(part, tuple)), b"")
        returns.take_in(raw, way="mailbox")
        _answer(there.uid("STORE", uid.decode("ascii"), "+FLAGS.SILENT", r"(\Seen)"))
    return True


def _answer(said: tuple[str, list[Any]]) -> list[Any]:
    word, data = said
    if word != "OK":
        raise NotReadable(b" ".join(part for part in data if isinstance(part, bytes)).decode("utf-8", "replace"))
    return data


def _quoted(text: str) -> str:
    return '"' + re.sub(r'([\\"])', r"\\\1", text) + '"'


MAILBOX = Kind(
    name="mailbox",
    label=gettext_lazy("mailbox for mail that comes back"),
    model=Mailbox,
    do=look_into,
    limit=1,
    lease_seconds=300,
    lane=RETURNS,
)
