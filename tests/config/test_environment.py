"""A technician's typing: right values are read, wrong ones are refused in words."""

import pytest

from freesheet.config import environment as env
from freesheet.doors.mailroom.relay.providers import address_of
from freesheet.doors.mailroom.relay.relay import Encryption


def test_blank_is_the_default():
    assert env.text("PORT", {}) == "8000"
    assert env.text("PORT", {"FREESHEET_PORT": " "}) == "8000"
    assert env.listed("LANGUAGES", {"FREESHEET_LANGUAGES": "en, uk,"}) == ["en", "uk"]


@pytest.mark.parametrize(("name", "value"), [("PORT", "eight"), ("PORT", "-1"), ("PORT", "1.5")])
def test_a_wrong_number_is_named(name, value):
    with pytest.raises(env.BadSetting, match="FREESHEET_PORT"):
        env.number(name, {f"FREESHEET_{name}": value})


@pytest.mark.parametrize("value", ["0", "65536", "-1", "http"])
def test_a_port_is_one_to_listen_at(value):
    with pytest.raises(env.BadSetting, match="FREESHEET_PORT"):
        env.port({"FREESHEET_PORT": value})


def test_yes_and_no():
    assert env.switch("DEMO", {"FREESHEET_DEMO": "Yes"}) is True
    assert env.switch("DEMO", {}) is False
    with pytest.raises(env.BadSetting, match="yes or no"):
        env.switch("DEMO", {"FREESHEET_DEMO": "maybe"})


def test_database_addresses():
    read = env.database("postgresql://ada:p%40ss@db.example.org:5433/paper?sslmode=require")
    assert (read["NAME"], read["USER"], read["PASSWORD"], read["HOST"], read["PORT"]) == (
        "paper",
        "ada",
        "p@ss",
        "db.example.org",
        "5433",
    )
    assert read["OPTIONS"]["sslmode"] == "require"
    with pytest.raises(env.BadSetting, match="postgresql://"):
        env.database("mysql://x/y")


def test_mail_addresses():
    assert env.smtp("") == ""
    signed_in, whole = address_of("smtp://u:p%40ss@mail.example.org"), address_of("smtps://u:p@mail.example.org")
    assert (signed_in.port, signed_in.encryption, signed_in.password) == (587, Encryption.STARTTLS, "p@ss")
    assert (whole.port, whole.encryption) == (465, Encryption.TLS)
    assert address_of("smtp://127.0.0.1:2525").encryption is Encryption.NONE
    with pytest.raises(env.BadSetting):
        env.smtp("mail.example.org")


@pytest.mark.parametrize("read", [env.smtp, env.database])
@pytest.mark.parametrize(
    "rest", ["hush@db.example.org:eight", "hush@db:0", "hush@db:65536", "hush@db:-25", "hu/sh@db:25"]
)
def test_a_port_that_is_none_is_refused_without_telling_the_password(read, rest):
    scheme = "smtp" if read is env.smtp else "postgresql"
    with pytest.raises(env.BadSetting, match=r"no port.*%2F") as refused:
        read(f"{scheme}://ada:{rest}")
    assert "hu" not in str(refused.value)


def test_a_password_with_a_slash_is_no_port_either():
    with pytest.raises(env.BadSetting, match="%2F"):
        env.smtp("smtp://ada:12/sh@mail.example.org:587")
