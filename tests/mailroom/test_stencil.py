"""Stencils: what is patched in is a mail that parsers read as it was meant."""

import email
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freesheet.doors.mailroom.stencil import BadHeader, slot, stencil, without_slots

SUBJECT = "Новини дня: тариф на воду, школи, поїзди і ще багато іншого; ціни в магазинах"
HEADERS = [("From", "Ранок <morning@example.org>"), ("To", slot("to")), ("Subject", SUBJECT)]
TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ue000\ue001\r\0"), max_size=300)


def read(made, **values):
    head, body = made.stamped(values)
    raw = head + b"\r\n" + body
    return raw, email.message_from_bytes(raw, policy=SMTP)


def lines_of(part) -> str:
    return part.get_content().replace("\r\n", "\n")


def test_both_parts_and_the_headers_say_what_was_written():
    made = stencil(headers=HEADERS, text=f"Hello {slot('name')},\n.\n.hidden", html=f"<p>{slot('name')} = ada</p>")
    raw, mail = read(made, to="ada@example.org", name="Ада Лавлейс")

    assert mail["From"] == "Ранок <morning@example.org>"
    assert mail["To"] == "ada@example.org"
    assert mail["Subject"] == SUBJECT
    assert mail.get_content_type() == "multipart/alternative"
    assert lines_of(mail.get_body(("plain",))) == "Hello Ада Лавлейс,\n.\n.hidden"
    assert lines_of(mail.get_body(("html",))) == "<p>Ада Лавлейс = ada</p>"
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 100
    assert b"\n" not in raw.replace(b"\r\n", b"")


@given(before=TYPED, value=TYPED, after=TYPED)
def test_any_value_in_any_text_arrives_whole_and_no_line_begins_with_a_dot(before, value, after):
    made = stencil(headers=HEADERS, text=before + slot("value") + after)
    raw, mail = read(made, to="ada@example.org", value=value)

    decoded = mail.get_payload(decode=True).decode().replace("\r\n", "\n")
    assert decoded.rstrip("\n") == (before + value + after).rstrip("\n")
    assert not any(line.startswith(b".") for line in raw.split(b"\r\n"))


def test_a_value_cannot_begin_a_header():
    made = stencil(headers=HEADERS, text="hello")
    with pytest.raises(BadHeader):
        made.stamped({"to": "ada@example.org\r\nBcc: all@example.org"})
    with pytest.raises(BadHeader):
        stencil(headers=[("Subject", "one\nBcc: all@example.org")], text="hello")


def test_nobody_elses_text_is_a_slot():
    made = stencil(headers=HEADERS, text=without_slots(f"typed {slot('to')} {{{{to}}}}"))
    _, mail = read(made, to="ada@example.org")
    assert "typed to {{to}}" in mail.get_content()


def test_a_slot_without_a_value_is_an_error():
    with pytest.raises(KeyError):
        stencil(headers=HEADERS, text=slot("name")).stamped({"to": "ada@example.org"})
