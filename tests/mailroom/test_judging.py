"""What came back is told apart: gone, not this time, a complaint, nothing. Judged on mail that nobody here wrote."""

import json
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest

from freesheet.doors.mailroom.returning.judging import judged, read
from freesheet.doors.mailroom.returning.verdicts import COMPLAINT, HARD, SOFT, Verdict, verdict

ZIP = Path(__file__).parent.parent / "data" / "bounces" / "bounces.zip"
NO_RETURN = {"vacation", "delivered"}


@cache
def kept(folder: str) -> tuple[dict[str, bytes], dict]:
    """Mails by name, and what others say of them."""
    with ZipFile(ZIP) as packed:
        names = [name for name in packed.namelist() if name.startswith(f"{folder}/")]
        files = {Path(name).name: packed.read(name) for name in names}
    expected = json.loads(files.pop("EXPECTED.json"))
    return files, expected


def kind(raw: bytes) -> str | None:
    found = judged(read(raw))
    return found and found.kind


def meant(told: list[dict]) -> set[str | None]:
    """What Sisimai's own tests say: hard is an address or host that is no more, or takes no mail."""
    return {
        COMPLAINT
        if one["reason"] == "feedback"
        else None
        if one["reason"] in NO_RETURN
        else HARD
        if one["hard"]
        else SOFT
        for one in told
    }


def test_hard_and_soft_are_told_apart_in_nine_of_ten():
    files, expected = kept("sisimai")
    real = {name: meant(told) for name, told in expected.items() if meant(told) & {HARD, SOFT}}
    wrong = {name: kind(files[name]) for name, wanted in real.items() if kind(files[name]) not in wanted}
    assert len(real) > 250
    assert len(wrong) <= 0.1 * len(real), f"{len(wrong)} of {len(real)}: {wrong}"
    missed = [name for name in real if kind(files[name]) is None]
    assert len(missed) <= 0.01 * len(real), missed


def test_of_addresses_that_live_few_are_called_gone_beyond_what_their_servers_say():
    """Sisimai calls "user unknown" a filter's pretext at some servers: their words are believed here."""
    files, expected = kept("sisimai")
    living = [name for name, told in expected.items() if meant(told) == {SOFT}]
    reasons = {name: expected[name][0]["reason"] for name in living if kind(files[name]) == HARD}
    called_gone = [name for name, reason in reasons.items() if reason != "filtered"]
    assert len(called_gone) <= 0.03 * len(living), called_gone


def test_every_bounce_that_follows_no_standard_is_one_and_what_is_tried_still_is_soft():
    files, expected = kept("flufl")
    for name, told in expected.items():
        if told["temporary"]:
            assert kind(files[name]) == SOFT, name
        elif told["permanent"]:
            assert kind(files[name]) in {HARD, SOFT}, name


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("yahoo_10.txt", HARD),  # "This user doesn't have a yahoo.com account"
        ("simple_11.txt", HARD),  # "not listed in Domino Directory"
        ("dsn_18.txt", HARD),  # "Domain does not exist"
        ("yahoo_02.txt", SOFT),  # "This account is over quota"
        ("simple_07.txt", SOFT),  # "User's mailbox is full"
        ("netscape_01.txt", SOFT),  # "not reachable within the allowed queue period"
        ("postfix_03.txt", SOFT),  # the receiver's filter crashed
        ("qmail_08.txt", None),  # "Auto reply"
    ],
)
def test_those_that_one_can_read_are_read_so(name, means):
    assert kind(kept("flufl")[0][name]) == means


def test_an_auto_reply_is_never_a_bounce():
    files, expected = kept("sisimai")
    replies = [name for name, told in expected.items() if None in meant(told)]
    assert len(replies) == 4
    assert [name for name in replies if kind(files[name])] == []


@pytest.mark.parametrize(
    "headers",
    [
        "Subject: Out of Office: The lock is open\n",
        "Subject: Automatic reply: The lock is open\n",
        "Subject: =?utf-8?B?0JDQstGC0L7QvNCw0YLQuNGH0L3QsCDQstGW0LTQv9C+0LLRltC00Yw6?= The lock\n",
        "Subject: Re: The lock is open\nAuto-Submitted: auto-replied (vacation)\n",
        "Subject: I am away\nPrecedence: auto_reply\n",
        "Subject: Undeliverable to me until May\nX-Autoreply: yes\n",
        "Subject: Thank you\n",
    ],
)
def test_people_and_their_machines_who_answer_change_nothing(headers):
    body = (
        "I am out of office. Room 5.1.1, telephone 550 1234. My mailbox is full, user unknown to me will be deleted.\n"
    )
    raw = f"Return-Path: <ada@example.org>\nFrom: Ada <ada@example.org>\n{headers}\n{body}"
    assert kind(raw.encode()) is None


def test_complaints_are_known_and_reports_of_failed_authentication_are_none():
    files, expected = kept("sisimai")
    feedback = [name for name, told in expected.items() if COMPLAINT in meant(told)]
    kinds = {name: kind(files[name]) for name in feedback}
    assert {name for name, found in kinds.items() if found != COMPLAINT} == {
        "arf-18.eml",  # Feedback-Type: auth-failure
        "arf-20.eml",  # Feedback-Type: auth-failure
        "arf-26.eml",  # a mail client's "unsubscribe", which is for the List-Unsubscribe address
    }
    not_spam = files["arf-14.eml"].replace(b"Feedback-Type: abuse", b"Feedback-Type: not-spam")
    assert kind(not_spam) is None


def test_what_cannot_be_read_is_nothing_and_ends():
    for raw in (
        b"",
        b"\0" * 100,
        b"Subject: =?x?B?!?=\n\n\xff",
        b"Content-Type: multipart/report\n\n--",
        b"a: b\n" * 50_000,
    ):
        assert kind(raw) is None


@pytest.mark.parametrize(
    ("words", "status", "means"),
    [
        ("550 5.1.1 <ada@example.org> User unknown", "5.1.1", Verdict(HARD, "5.1.1")),
        ("552 5.2.2 mailbox full", "5.2.2", Verdict(SOFT, "5.2.2")),
        ("550 5.7.1 blocked, user unknown to our reputation list", "", Verdict(SOFT, "5.7.1")),
        ("550 no such user", "", Verdict(HARD, "550")),
        ("", "5.0.0", Verdict(SOFT, "5.0.0")),
    ],
)
def test_words_count_before_codes(words, status, means):
    found = verdict(words, status=status)
    assert (found.kind, found.code) == (means.kind, means.code)
