"""DKIM, judged by another's verifier."""

import dkim
import pytest

from freesheet.doors.mailroom.signing.dkim import BadKey, new_key, signature, signed
from freesheet.doors.mailroom.stencil import slot, stencil

HEADERS = [
    ("From", "Ранок <morning@example.org>"),
    ("To", slot("to")),
    ("Subject", "Новини дня: тариф на воду, школи, поїзди і ще багато іншого з цього дня"),
    ("List-Unsubscribe", f"<https://paper.example.org/u/{slot('token')}>"),
    ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
]


def mail(*, to: str = "ada@example.org") -> tuple[bytes, bytes]:
    made = stencil(headers=HEADERS, text="Hello.\n\n\n", html="<p>Привіт.</p>")
    return made.stamped({"to": to, "token": "A" * 43})


def verified(raw: bytes, one, number: int = 0) -> bool:
    name = f"{one.selector}._domainkey.{one.domain}.".encode()
    try:
        return dkim.DKIM(raw).verify(idx=number, dnsfunc=lambda asked, timeout=5: one.record.encode() * (asked == name))
    except dkim.ValidationError:
        return False


@pytest.mark.parametrize("ed25519_key", [False, True])
def test_a_signature_holds_until_a_byte_changes(ed25519_key):
    one = signature(new_key(ed25519_key=ed25519_key), domain="example.org", selector="freesheet")
    head, body = mail()
    raw = signed(head, body, (one,)) + b"\r\n" + body

    assert verified(raw, one)
    assert not verified(raw.replace(b"Hello.", b"Hullo."), one)
    assert not verified(raw.replace(b"/u/A", b"/u/B"), one)
    assert not verified(raw.replace(b"One-Click", b"Two-Click"), one)


@pytest.mark.parametrize("text", ["Hello.", "Hello.\n", "Hello.\n\n\n", ""])
def test_a_letter_of_text_alone_is_signed_as_it_arrives(text):
    one = signature(new_key(), domain="example.org", selector="freesheet")
    head, body = stencil(headers=HEADERS, text=text).stamped({"to": "ada@example.org", "token": "A" * 43})
    assert verified(signed(head, body, (one,)) + b"\r\n" + body, one)


def test_two_signatures_both_hold_and_no_second_sender_can_be_put_before():
    both = tuple(
        signature(new_key(ed25519_key=modern), domain="example.org", selector=f"s{modern:d}")
        for modern in (False, True)
    )
    head, body = mail()
    raw = signed(head, body, both) + b"\r\n" + body

    assert [verified(raw, one, number) for number, one in enumerate(both)] == [True, True]
    assert not verified(b"From: thief@example.com\r\n" + raw, both[0])


def test_what_is_no_key_is_refused_in_words():
    with pytest.raises(BadKey, match="PEM"):
        signature(b"not a key", domain="example.org", selector="s")
