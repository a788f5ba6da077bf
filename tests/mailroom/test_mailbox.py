"""The mailbox to which mail comes back: a real IMAP server is read, each mail once, and says so when it cannot be."""

import socket
import tempfile
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.utils import timezone

from freesheet.doors.mailroom.models import Mailbox, Return
from freesheet.doors.mailroom.returning import mailbox
from freesheet.doors.mailroom.returning.proofs import proof
from freesheet.work.loop import drain
from tests.mailroom.bounces import auto_reply, bounce
from tests.mailroom.imap import PASSWORD, USER, Dovecot
from tests.mailroom.relays import Taken, nobody_listens

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server():
    """In a folder that its own user can reach."""
    with tempfile.TemporaryDirectory(prefix="freesheet-imap-") as folder, Dovecot(Path(folder)) as there:
        yield there


@pytest.fixture
def imap(server, settings):
    for file in server.folder.glob("mail/[nc][eu][wr]/*"):
        file.unlink()
    settings.BOUNCE_MAILBOX = f"imap://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{server.port}/INBOX"
    return server


def of(number: int) -> Taken:
    return Taken(f"bounces+{proof('l', number)}@mail.example.org", "ada@example.org", b"Subject: Hello\r\n\r\n")


def look() -> Mailbox:
    mailbox.keep()
    Mailbox.objects.update(due_at=timezone.now())
    drain()
    return Mailbox.objects.get()


def test_each_mail_is_read_once(imap):
    for number in (1, 2):
        imap.lay(bounce(of(number)))
    imap.lay(auto_reply(of(3)))
    there = look()
    assert sorted(Return.objects.values_list("number", flat=True)) == [1, 2]
    assert imap.flags() == ["S", "S", "S"]
    assert there.read_at
    assert there.error == ""

    Return.objects.all().delete()
    look()
    assert not Return.objects.exists(), "what was seen is not read again"
    imap.lay(bounce(of(4)))
    look()
    assert Return.objects.get().number == 4


def test_it_is_looked_into_again_in_a_minute(imap):
    there = look()
    assert timedelta(seconds=50) < there.due_at - timezone.now() <= mailbox.EVERY


def test_a_look_that_takes_too_long_goes_on_in_the_next(imap, monkeypatch):
    monkeypatch.setattr(mailbox, "SLICE_SECONDS", -1.0)
    imap.lay(bounce(of(1)))
    mailbox.keep()
    [row] = Mailbox.objects.all()
    mailbox.look_into([row])
    row.refresh_from_db()
    assert row.read_at is None
    assert row.due_at <= timezone.now()
    assert imap.flags() == [""]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("imap://bounces:wrong@127.0.0.1:{port}/INBOX", "Authentication failed"),
        (f"imap://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{{port}}/Nowhere", "Mailbox doesn't exist"),
        ("imap://bounces:x@127.0.0.1:{nobody}/INBOX", "refused"),
        ("imaps://bounces:x@127.0.0.1:{port}/INBOX", "SSL"),
    ],
)
def test_when_it_cannot_be_read_the_desk_knows_why(imap, settings, url, says):
    settings.BOUNCE_MAILBOX = url.format(port=imap.port, nobody=nobody_listens())
    there = look()
    assert says in there.error
    assert there.due_at > timezone.now()
    assert there.read_at is None


def test_a_server_that_never_answers_holds_up_nothing_for_long(settings, monkeypatch):
    monkeypatch.setattr(mailbox, "ANSWER_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.BOUNCE_MAILBOX = f"imap://bounces:x@127.0.0.1:{silent.getsockname()[1]}/INBOX"
        assert "timed out" in look().error


def test_without_a_mailbox_none_is_looked_for(settings):
    Mailbox.objects.create(name=mailbox.NAME, due_at=timezone.now(), error="no more")
    settings.BOUNCE_MAILBOX = ""
    mailbox.keep()
    assert not Mailbox.objects.exists()
