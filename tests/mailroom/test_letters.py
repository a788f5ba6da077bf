"""Letters: rows in the caller's transaction, posted once, forgotten when they have left."""

import email
import json
from dataclasses import asdict
from datetime import timedelta
from email.policy import default
from itertools import pairwise

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.management import CommandError, call_command
from django.db import OperationalError, transaction
from django.utils import timezone

from freesheet.doors.mailroom import actions
from freesheet.doors.mailroom.letters import SEALED, Content
from freesheet.doors.mailroom.models import Letter, Suppression
from freesheet.doors.mailroom.relay import providers
from freesheet.doors.mailroom.relay import relay as relays_of_ours
from freesheet.doors.mailroom.relay.envelopes import Fate, Posted
from freesheet.doors.mailroom.relay.line import ANSWER_SECONDS, LAST_ANSWER_SECONDS
from freesheet.doors.mailroom.work import HELD_SECONDS, LETTERS, TRIES
from freesheet.kit import sealing
from freesheet.work import actions as work
from freesheet.work.kinds import MAIL
from freesheet.work.loop import drain
from tests.mailroom.relays import Behaviour
from tests.traces import names

pytestmark = pytest.mark.django_db
HELLO = Content(subject="Підтвердьте підписку", text="Open https://paper.example.org/x\n", html="<p>Open it</p>")


def read(content: bytes):
    return email.message_from_bytes(content, policy=default)


def test_a_letter_leaves_as_a_mail_with_both_parts(relay):
    there = relay()
    actions.due(HELLO, to=" Ada@Example.org ", purpose="confirmation")
    drain(MAIL)

    [taken] = there.taken
    mail = read(taken.content)
    assert taken.recipient == mail["To"] == "Ada@example.org", "its server may tell Ada from ada"
    assert mail["Subject"] == HELLO.subject
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_body(("plain",)).get_content().strip() == HELLO.text.strip()
    assert mail.get_body(("html",)).get_content().strip() == HELLO.html


def test_what_it_said_is_sealed_while_it_waits_and_gone_when_it_left(relay):
    relay()
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    assert "paper.example.org" not in Letter.objects.get().sealed
    drain(MAIL)
    letter = Letter.objects.get()
    assert (letter.fate, letter.sealed, letter.due_at) == (Letter.Fate.ACCEPTED, "", None)


def test_asked_for_twice_under_a_name_it_is_mailed_once(relay):
    there = relay()
    assert actions.due(HELLO, to="ada@example.org", purpose="confirmation", once="confirm:1")
    assert not actions.due(HELLO, to="ada@example.org", purpose="confirmation", once="confirm:1")
    drain(MAIL)
    assert not actions.due(HELLO, to="ada@example.org", purpose="confirmation", once="confirm:1")
    drain(MAIL)
    assert len(there.taken) == 1


def test_rolled_back_it_never_leaves(relay):
    there = relay()
    with transaction.atomic():
        actions.due(HELLO, to="ada@example.org", purpose="confirmation")
        transaction.set_rollback(True)
    drain(MAIL)
    assert there.taken == []


def test_a_refused_one_ends_with_the_relays_words(relay):
    relay(Behaviour(recipient=lambda to: "550 5.1.1 no such user"))
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    drain(MAIL)
    [letter] = Letter.objects.failed()
    assert (letter.fate, letter.answer) == (Letter.Fate.REFUSED, "550 5.1.1 no such user")


def test_one_put_off_waits_longer_each_time_and_ends_some_day(relay):
    relay(Behaviour(recipient=lambda to: "451 later"))
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    pauses = []
    for _ in range(TRIES):
        drain(MAIL)
        letter = Letter.objects.get()
        if letter.due_at is None:
            break
        pauses.append(letter.due_at - timezone.now())
        Letter.objects.update(due_at=timezone.now())
    assert letter.fate == Letter.Fate.REFUSED
    assert len(pauses) == TRIES - 1
    assert all(later > earlier * 1.5 for earlier, later in pairwise(pauses[:8]))


def test_one_whose_acceptance_is_unknown_is_not_sent_again(relay):
    there = relay(Behaviour(drop_every=1))
    actions.due(HELLO, to="ada@example.org", purpose="sign-in")
    drain(MAIL)
    drain(MAIL)
    assert Letter.objects.get().fate == Letter.Fate.UNCERTAIN
    assert len(there.taken) == 1


def test_what_comes_too_late_is_not_sent(relay):
    there = relay()
    actions.due(HELLO, to="ada@example.org", purpose="sign-in", until=timezone.now() - timedelta(seconds=1))
    drain(MAIL)
    assert Letter.objects.get().fate == Letter.Fate.LATE
    assert there.taken == []


def test_a_suppressed_address_gets_nothing_until_it_is_lifted(relay):
    there = relay()
    actions.suppress("ADA@example.org", Suppression.Reason.COMPLAINT)
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    drain(MAIL)
    assert there.taken == []
    assert Letter.objects.get().fate == Letter.Fate.SUPPRESSED
    assert not names(Suppression.objects.values().get(), "ada")

    assert actions.lift("ada@example.org")
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    drain(MAIL)
    assert len(there.taken) == 1


def test_a_suppression_outlives_a_new_key(relay, settings):
    there = relay()
    actions.suppress("ada@example.org", Suppression.Reason.ERASED)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    actions.suppress("Ada@example.org", Suppression.Reason.BOUNCE)
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    drain(MAIL)
    assert there.taken == []
    assert Suppression.objects.get().reason == Suppression.Reason.ERASED

    actions.suppress("grace@example.org", Suppression.Reason.STAFF)
    assert actions.lift("ada@example.org")
    assert Suppression.objects.of("grace@example.org").exists()
    assert not Suppression.objects.of("ada@example.org").exists()


def test_a_forgotten_address_leaves_no_trace_and_gets_no_letter_that_waited(relay):
    there = relay()
    actions.due(HELLO, to="ada@example.org", purpose="confirmation", once="confirm:ada@example.org")
    actions.forget("Ada@example.org")
    drain(MAIL)
    assert there.taken == []
    assert not names(list(Letter.objects.values()), "ada")


def test_letters_are_signed_when_the_install_signs(relay, tmp_path):
    there = relay(DKIM_KEYS=tmp_path / "dkim")
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    drain(MAIL)
    assert there.taken[0].content.count(b"DKIM-Signature:") == 2
    assert {oct(file.stat().st_mode & 0o777) for file in (tmp_path / "dkim").iterdir()} == {"0o600"}


def test_without_a_relay_mail_lies_in_the_outbox(settings):
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    actions.due(HELLO, to="grace@example.org", purpose="confirmation")
    drain(MAIL)
    outbox = providers.outbox()
    assert [kept.recipient for kept in outbox.newest(10)] == ["grace@example.org", "ada@example.org"]
    [ada] = outbox.newest(10, to="ada@example.org")
    assert outbox.mail(ada.name).message()["Subject"] == HELLO.subject
    assert abs(timezone.now() - ada.at) < timedelta(minutes=1)
    for name in ("../secret-key", "2026-11-25/../../secret-key", ada.name.removesuffix(".eml"), ""):
        with pytest.raises(FileNotFoundError):
            outbox.mail(name)


def test_djangos_own_mail_becomes_letters(relay):
    there = relay()
    connection = get_connection("freesheet.doors.mailroom.backend.Letters")
    message = EmailMultiAlternatives("Hello", "words", to=["ada@example.org"], connection=connection)
    message.attach_alternative("<p>words</p>", "text/html")
    message.send()
    drain(MAIL)
    assert read(there.taken[0].content).get_body(("html",)).get_content().strip() == "<p>words</p>"


def djangos_mail(**changes) -> EmailMultiAlternatives:
    connection = get_connection("freesheet.doors.mailroom.backend.Letters")
    return EmailMultiAlternatives(
        "Hello", **{"body": "words", "to": ["ada@example.org"], **changes}, connection=connection
    )


def test_a_mail_of_html_alone_is_html_and_its_words(relay):
    there = relay()
    message = djangos_mail(body="<p>Good <b>morning</b></p>")
    message.content_subtype = "html"
    message.send()
    drain(MAIL)
    mail = read(there.taken[0].content)
    assert mail.get_body(("html",)).get_content().strip() == "<p>Good <b>morning</b></p>"
    assert mail.get_body(("plain",)).get_content().strip() == "Good morning"


def test_a_recipient_with_a_name_is_reached_at_the_address(relay):
    there = relay()
    djangos_mail(to=['"Brook, Ada" <Ada@Example.org>'], cc=["grace@example.org"]).send()
    drain(MAIL)
    assert {one.recipient for one in there.taken} == {"Ada@example.org", "grace@example.org"}
    assert Letter.objects.filter(recipient="ada@example.org").exists()


@pytest.mark.parametrize("kind", ["text/calendar", "text/html"])
def test_what_a_letter_cannot_carry_is_refused_before_anything_is_due(kind):
    message = djangos_mail()
    message.attach_alternative("<p>words</p>", "text/html")
    message.attach_alternative("more", kind)
    with pytest.raises(ValueError, match="a letter has a text and HTML"):
        message.send()
    with pytest.raises(ValueError, match="no address"):
        djangos_mail(to=["nobody"]).send()
    assert not Letter.objects.exists()


def test_a_letter_that_an_earlier_version_sealed_goes_to_its_recipient(relay):
    there = relay()
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    told = asdict(HELLO)
    del told["to"]
    Letter.objects.update(sealed=sealing.seal(json.dumps(told), SEALED))
    drain(MAIL)
    assert [one.recipient for one in there.taken] == ["ada@example.org"]


def test_a_worker_that_lost_the_letter_changes_nothing(relay):
    relay()
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    [late] = work.claim(Letter.objects.all(), limit=1, lease_seconds=0)
    [mine] = work.claim(Letter.objects.all(), limit=1, lease_seconds=60)
    assert not work.done(late, fate=Letter.Fate.REFUSED)
    LETTERS.do([mine])
    assert Letter.objects.get().fate == Letter.Fate.ACCEPTED


def test_a_letter_lost_while_it_waited_for_a_line_does_not_leave(relay):
    there = relay()
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    late = work.claim(Letter.objects.all(), limit=1, lease_seconds=0)
    work.claim(Letter.objects.all(), limit=1, lease_seconds=60)
    LETTERS.do(late)
    assert there.taken == []


def test_few_letters_are_on_their_way_at_once_and_each_is_held_while_it_is(monkeypatch, settings):
    settings.SMTP_LINES = 2
    for number in range(9):
        actions.due(HELLO, to=f"ada{number}@example.org", purpose="confirmation")
    claimed = work.claim(Letter.objects.all(), limit=9, lease_seconds=1)
    rounds: list[int] = []

    class Slow:
        signs = False

        def post(self, supply, *, pace=None) -> None:
            told: list[Posted] = []
            while envelopes := supply(told):
                held = Letter.objects.filter(lease_until__gt=timezone.now() + timedelta(seconds=HELD_SECONDS - 60))
                assert {one.tag.pk for one in envelopes} == set(held.values_list("pk", flat=True))
                rounds.append(len(envelopes))
                told = [Posted(one, Fate.ACCEPTED, 250) for one in envelopes]

    monkeypatch.setattr("freesheet.doors.mailroom.work.provider", Slow)
    LETTERS.do(claimed)
    assert rounds == [4, 4, 1]
    assert Letter.objects.filter(fate=Letter.Fate.ACCEPTED).count() == 9
    assert HELD_SECONDS > 2 * (3 * ANSWER_SECONDS + LAST_ANSWER_SECONDS)


def test_what_the_relay_took_is_recorded_though_the_database_failed_meanwhile(relay, monkeypatch):
    there = relay(SMTP_LINES=2)
    for number in range(9):
        actions.due(HELLO, to=f"ada{number}@example.org", purpose="confirmation")
    done, failures = work.done, [OperationalError("away"), OperationalError("away still")]

    def fail_twice(*args, **changes) -> bool:
        if failures:
            raise failures.pop(0)
        return done(*args, **changes)

    monkeypatch.setattr(relays_of_ours, "TELL_AGAIN_SECONDS", (0.0, 0.0, 0.0))
    monkeypatch.setattr(work, "done", fail_twice)
    with pytest.raises(OperationalError, match="away"):
        drain(MAIL)
    accepted = {*Letter.objects.filter(fate=Letter.Fate.ACCEPTED).values_list("recipient", flat=True)}
    assert accepted == {one.recipient for one in there.taken}
    assert accepted

    Letter.objects.update(lease_until=None)
    drain(MAIL)
    assert sorted(one.recipient for one in there.taken) == [f"ada{number}@example.org" for number in range(9)]


def test_a_letter_sealed_with_a_lost_key_holds_up_no_other(relay, settings):
    there = relay()
    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    settings.SECRET_KEY = "another"
    actions.due(HELLO, to="grace@example.org", purpose="confirmation")
    drain(MAIL)
    assert [one.recipient for one in there.taken] == ["grace@example.org"]
    assert Letter.objects.get(recipient="ada@example.org").fate == Letter.Fate.REFUSED


def test_a_letter_that_cannot_be_written_ends_and_the_others_lie_in_the_outbox():
    actions.due(Content(subject="one\r\nBcc: x@example.org", text=""), to="ada@example.org", purpose="staff")
    actions.due(HELLO, to="grace@example.org", purpose="confirmation")
    drain(MAIL)
    assert Letter.objects.get(recipient="ada@example.org").fate == Letter.Fate.REFUSED
    assert [kept.recipient for kept in providers.outbox().newest(5)] == ["grace@example.org"]


def test_the_outbox_is_read_in_the_shell(capsys):
    call_command("outbox")
    assert "No mail lies here" in capsys.readouterr().out

    actions.due(HELLO, to="ada@example.org", purpose="confirmation")
    drain(MAIL)
    call_command("outbox", to="ada@example.org")
    assert HELLO.subject in capsys.readouterr().out
    call_command("outbox", "latest")
    assert HELLO.text.strip() in capsys.readouterr().out
    with pytest.raises(CommandError, match="No such mail"):
        call_command("outbox", "../secret-key")
