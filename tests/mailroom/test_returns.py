"""Mail that came back changes whom it is about, if it proves to be of a mail of ours, and nobody else."""

import io
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from freesheet.doors.mailroom import actions
from freesheet.doors.mailroom.letters import Content
from freesheet.doors.mailroom.models import Letter, Return, Suppression
from freesheet.doors.mailroom.returning import returns
from freesheet.doors.mailroom.returning.proofs import proof, proven
from freesheet.doors.mailroom.returning.returns import Heard
from freesheet.work.loop import drain
from tests.mailroom.bounces import FULL, auto_reply, bounce, complaint
from tests.servers import Newsroom
from tests.traces import names

pytestmark = pytest.mark.django_db
HELLO = Content(subject="Hello", text="words")


@pytest.fixture
def mailed(relay):
    """A letter that left, as the relay took it."""
    there = relay(BOUNCES_TO="bounces@mail.example.org")

    def mail(to: str = "ada@example.org", purpose: str = "confirmation"):
        actions.due(HELLO, to=to, purpose=purpose)
        drain()
        return there.taken[-1]

    return mail


def suppressed(address: str) -> str:
    kept = Suppression.objects.of(address).first()
    return kept.reason if kept else ""


def take_in(raw: bytes) -> Heard:
    heard = returns.take_in(raw, way="command")
    drain()
    return heard


def test_each_mail_has_a_way_back_of_its_own(mailed):
    first, second = mailed(), mailed()
    assert first.sender != second.sender
    assert first.sender.startswith("bounces+l.")
    assert first.sender.endswith("@mail.example.org")
    assert len(first.sender.partition("@")[0]) <= 64
    assert proven(first.sender) == ("l", Letter.objects.order_by("pk").first().pk)


def test_without_the_setting_mail_comes_back_to_its_sender(relay, settings):
    there = relay()
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    drain()
    assert there.taken[0].sender == "newsroom@localhost"
    assert proven(there.taken[0].content.decode())


def test_who_is_gone_gets_no_more_mail(mailed):
    assert take_in(bounce(mailed("Ada@example.org"))) == Heard.NOTED
    kept = Return.objects.get()
    assert (kept.kind, kept.code, kept.due_at) == ("hard", "5.1.1", None)
    assert "User unknown" in kept.words
    assert suppressed("ada@example.org") == "bounce"
    assert not names([kept.address, kept.digest], "ada")


def test_a_complaint_ends_it_too_wherever_it_was_sent(mailed):
    take_in(complaint(mailed()))
    assert Return.objects.get().kind == "complaint"
    assert suppressed("ada@example.org") == "complaint"


def test_an_auto_reply_changes_nobody(mailed):
    assert take_in(auto_reply(mailed())) == Heard.NO_RETURN
    assert not Return.objects.exists()


def test_capitals_changed_on_the_way_do_no_harm(mailed):
    taken = mailed()
    raw = bounce(taken, to=taken.sender.upper()).replace(b"Message-ID", b"X-Was")
    assert take_in(raw) == Heard.NOTED


@pytest.mark.parametrize(
    "forged",
    [
        lambda sender: sender.replace("l.", "l.1"),
        lambda sender: sender.replace("l.", "d."),
        lambda sender: sender[:-30] + "a" * 14 + sender[-16:],
        lambda sender: "bounces@mail.example.org",
        lambda sender: "x" + sender.partition("+")[2],
    ],
)
def test_a_forged_bounce_changes_nobody(mailed, forged):
    taken = mailed()
    mailed("grace@example.org")
    taken.content = b"Subject: Hello\r\n\r\n"
    assert take_in(bounce(taken, to=forged(taken.sender))) == Heard.NOT_OURS
    assert not Return.objects.exists()
    assert not Suppression.objects.exists()


def test_a_proof_outlives_a_new_key_and_not_a_lost_one(mailed, settings):
    old = proof("l", 7)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert proven(old) == ("l", 7)
    settings.SECRET_KEY_FALLBACKS = []
    assert proven(old) is None


def test_thousands_of_false_proofs_end_soon():
    assert proven("l.1." + "a" * 32 + " " + proof("l", 1)) == ("l", 1)
    assert proven(("l.1." + "a" * 32 + " ") * 5000 + proof("l", 1)) is None


def test_told_ten_times_it_counts_once(mailed):
    raw = bounce(mailed())
    assert [take_in(raw) for _ in range(3)] == [Heard.NOTED, Heard.KNOWN, Heard.KNOWN]
    assert Return.objects.count() == 1


def test_softly_on_seven_days_is_the_end_and_seven_times_in_a_day_is_not(mailed, time_machine):
    start = timezone.now()
    for day in range(returns.SOFT_DAYS):
        time_machine.move_to(start + timedelta(days=day))
        for _ in range(3):
            take_in(bounce(mailed(), says=FULL))
        assert suppressed("ada@example.org") == ("bounce" if day == returns.SOFT_DAYS - 1 else "")


def test_soft_ones_long_apart_are_forgiven(mailed, time_machine):
    start = timezone.now()
    for turn in range(returns.SOFT_DAYS + 3):
        time_machine.move_to(start + timedelta(days=16 * turn))
        take_in(bounce(mailed(), says=FULL))
    assert suppressed("ada@example.org") == ""


def test_a_member_of_staff_is_not_locked_out_and_the_desk_is_told(mailed):
    take_in(bounce(mailed("editor@example.org", purpose="staff")))
    assert suppressed("editor@example.org") == ""
    [letter] = Letter.objects.failed()
    assert "User unknown" in letter.answer


def test_forgotten_an_address_stands_in_no_return(mailed):
    take_in(bounce(mailed()))
    actions.forget("Ada@example.org")
    assert not names(list(Return.objects.values()), "ada")
    assert Return.objects.get().digest == ""


def test_what_nobody_can_read_holds_up_no_other(monkeypatch, mailed):
    def stumble(mail):
        raise RuntimeError

    monkeypatch.setattr(returns.judging, "judged", stumble)
    assert take_in(bounce(mailed())) == Heard.NO_RETURN


def piped(newsroom: Newsroom, raw: bytes) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "freesheet", "bounce"]
    return subprocess.run(command, input=raw, env=newsroom.variables(), capture_output=True, check=False)


def test_a_mail_server_pipes_it_in_and_is_told_by_the_exit_code(mailed, monkeypatch, capsys):
    raw = bounce(mailed())
    stdin = io.TextIOWrapper(io.BytesIO(raw))
    monkeypatch.setattr(sys, "stdin", stdin)
    call_command("bounce")
    assert capsys.readouterr().out.strip() == "noted"
    drain()
    assert suppressed("ada@example.org") == "bounce"

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(SystemExit) as left:
        call_command("bounce")
    assert left.value.code == os.EX_NOINPUT


def test_with_the_database_away_the_mail_server_keeps_it(tmp_path):
    """A real process against a database that is not there."""
    newsroom = Newsroom(tmp_path, {"FREESHEET_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"})
    taken = type("Taken", (), {"content": b"", "sender": "", "recipient": "ada@example.org"})
    (tmp_path / "secret-key").write_text("k" * 50)
    (tmp_path / "secret-key").chmod(0o600)
    mark = newsroom.python(
        "from freesheet.doors.mailroom.returning.proofs import proof; print(proof('l', 1))"
    ).splitlines()[-1]
    newsroom.close_console()
    done = piped(newsroom, bounce(taken, to=f"bounces+{mark}@mail.example.org"))
    assert done.returncode == os.EX_TEMPFAIL, done


def test_a_mail_a_thousand_parts_deep_stops_nobody():
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(1500))
    assert returns.take_in(deep.encode(), way="pipe") is returns.Heard.NO_RETURN
