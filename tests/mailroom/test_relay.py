"""Handing mail to a relay: what became of each is told, once, whatever the relay does."""

import time
from collections import Counter

import pytest

from freesheet.doors.mailroom.relay.envelopes import Envelope, Fate
from freesheet.doors.mailroom.relay.relay import Address, Relay
from tests.mailroom.relays import Behaviour, ScriptedRelay, nobody_listens

TEXT = b"Subject: hello\r\n\r\nHello.\r\n"


def envelopes(count: int) -> list[Envelope]:
    return [Envelope(number, "bounces@example.org", f"r{number}@example.org", lambda: TEXT) for number in range(count)]


def post(relay: Relay, given: list[Envelope], *, at_once: int = 50):
    """Everything told, in order; never more than at_once under way."""
    waiting, told_in_all = list(given), []

    def supply(told):
        told_in_all.extend(told)
        free = at_once - (len(given) - len(waiting) - len(told_in_all))
        batch, waiting[:] = waiting[:free], waiting[free:]
        return batch

    relay.post(supply)
    assert Counter(one.envelope.tag for one in told_in_all) == Counter(one.tag for one in given), "told once each"
    return told_in_all


def fates(told) -> Counter:
    return Counter(one.fate for one in told)


@pytest.fixture
def dialled():
    """Relays that were dialled, hung up at the end."""
    made = []

    def dial(port: int, *, lines: int = 1, a_second: int = 0) -> Relay:
        made.append(Relay(Address("127.0.0.1", port), lines=lines, a_second=a_second))
        return made[-1]

    yield dial
    for relay in made:
        relay.close()


@pytest.mark.parametrize("pipelining", [True, False])
def test_all_are_taken_over_lines_that_are_used_again(dialled, pipelining):
    with ScriptedRelay(Behaviour(pipelining=pipelining)) as there:
        relay = dialled(there.port, lines=3)
        assert fates(post(relay, envelopes(200))) == {Fate.ACCEPTED: 200}
        assert fates(post(relay, envelopes(5))) == {Fate.ACCEPTED: 5}
        assert {one.recipient for one in there.taken} == {f"r{number}@example.org" for number in range(200)}
        assert all(one.content == TEXT and one.sender == "bounces@example.org" for one in there.taken)
        assert there.lines <= 3


@pytest.mark.parametrize("pipelining", [True, False])
def test_one_that_is_refused_or_put_off_holds_up_no_other(dialled, pipelining):
    says = {"r3@example.org": "550 5.1.1 no such user", "r7@example.org": "451 4.3.0 come back later"}
    with ScriptedRelay(Behaviour(recipient=says.get, pipelining=pipelining)) as there:
        told = {one.envelope.tag: one for one in post(dialled(there.port), envelopes(20))}

    assert (told[3].fate, told[3].code, told[3].words) == (Fate.REFUSED, 550, "5.1.1 no such user")
    assert told[7].fate is Fate.DEFERRED
    assert fates(told.values()) == {Fate.ACCEPTED: 18, Fate.REFUSED: 1, Fate.DEFERRED: 1}
    assert len(there.taken) == 18


def test_what_the_text_is_answered_with_counts(dialled):
    says = {"r1@example.org": "554 5.7.1 looks like spam", "r2@example.org": "452 4.2.2 full"}
    with ScriptedRelay(Behaviour(after_text=lambda to: says.get(to, "250 ok"))) as there:
        assert fates(post(dialled(there.port), envelopes(5))) == {Fate.ACCEPTED: 3, Fate.REFUSED: 1, Fate.DEFERRED: 1}


def test_a_sender_nobody_wants_is_no_recipients_fault(dialled):
    with ScriptedRelay(Behaviour(sender="550 5.7.1 not from here")) as there:
        assert fates(post(dialled(there.port), envelopes(3))) == {Fate.DEFERRED: 3}


def test_a_line_dropped_after_a_text_leaves_exactly_that_one_unknown(dialled):
    with ScriptedRelay(Behaviour(drop_every=10)) as there:
        told = post(dialled(there.port), envelopes(95))
        unknown = {one.envelope.recipient for one in told if one.fate is Fate.UNKNOWN}
        untried = {one.envelope.recipient for one in told if one.fate is Fate.UNTRIED}
        accepted = {one.envelope.recipient for one in told if one.fate is Fate.ACCEPTED}
        taken = Counter(one.recipient for one in there.taken)

    assert max(taken.values()) == 1
    assert accepted | unknown == set(taken)
    assert not untried & set(taken), "an untried one may be tried again without a doubt"
    assert len(unknown) == there.lines - (1 if len(taken) % 10 else 0)


def test_a_line_that_is_dropped_between_mails_loses_none(dialled):
    with ScriptedRelay(Behaviour(drop_answered=25)) as there:
        counted = fates(post(dialled(there.port), envelopes(100)))
    assert not counted[Fate.UNKNOWN]
    assert counted[Fate.ACCEPTED] == len(there.taken) == 100 - counted[Fate.UNTRIED]


def test_a_relay_that_is_away_leaves_all_untried(dialled):
    told = post(dialled(nobody_listens()), envelopes(10))
    assert fates(told) == {Fate.UNTRIED: 10}
    assert "refused" in told[0].words.lower() or "connect" in told[0].words.lower()


def test_a_mail_that_cannot_be_made_is_told_and_the_others_leave(dialled):
    def broken() -> bytes:
        raise KeyError("token")

    given = envelopes(5)
    given[2] = Envelope(2, "bounces@example.org", "r2@example.org", broken)
    with ScriptedRelay() as there:
        assert fates(post(dialled(there.port), given)) == {Fate.ACCEPTED: 4, Fate.REFUSED: 1}


def test_an_address_no_relay_can_be_told_holds_up_nobody(dialled):
    given = envelopes(5)
    given[2] = Envelope(2, "bounces@example.org", "ada@b\u00fccher.example", lambda: TEXT)
    with ScriptedRelay() as there:
        assert fates(post(dialled(there.port), given)) == {Fate.ACCEPTED: 4, Fate.REFUSED: 1}


def test_a_relay_that_hangs_up_over_a_refusal_is_told_of_once(dialled):
    behaviour = Behaviour(recipient=lambda to: "550 5.7.1 go away", drop_refused=True)
    with ScriptedRelay(behaviour) as there:
        relay = dialled(there.port)
        counted = fates(post(relay, envelopes(4)))
        assert counted[Fate.REFUSED] >= 1
        assert counted[Fate.REFUSED] + counted[Fate.UNTRIED] == 4
        behaviour.recipient, behaviour.drop_refused = lambda to: None, False
        assert fates(post(relay, envelopes(3))) == {Fate.ACCEPTED: 3}


def test_trouble_of_the_caller_stops_what_has_not_left(dialled):
    with ScriptedRelay() as there:
        relay = dialled(there.port)
        calls = []

        def supply(told):
            calls.append(told)
            if len(calls) > 1:
                raise RuntimeError("the database is away")
            return envelopes(300)

        with pytest.raises(RuntimeError):
            relay.post(supply)
        assert fates(post(relay, envelopes(3))) == {Fate.ACCEPTED: 3}


def test_no_second_sees_more_than_allowed(dialled):
    came = []
    with ScriptedRelay(Behaviour(after_text=lambda to: came.append(time.monotonic()) or "250 ok")) as there:
        assert fates(post(dialled(there.port, lines=4, a_second=20), envelopes(50))) == {Fate.ACCEPTED: 50}
    assert all(later - came[number] >= 1.0 for number, later in enumerate(came[20:]))
