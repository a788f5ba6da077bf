"""A technician's typing: right values are read, wrong ones are refused in words."""

import pytest

from freesheet.config import environment as env


def test_blank_is_the_default():
    assert env.text("PORT", {}) == "8000"
    assert env.text("PORT", {"FREESHEET_PORT": " "}) == "8000"
    assert env.listed("LANGUAGES", {"FREESHEET_LANGUAGES": "en, uk,"}) == ["en", "uk"]


@pytest.mark.parametrize(("name", "value"), [("PORT", "eight"), ("PORT", "-1"), ("PORT", "1.5")])
def test_a_wrong_number_is_named(name, value):
    with pytest.raises(env.BadSetting, match="FREESHEET_PORT"):
        env.number(name, {f"FREESHEET_{name}": value})


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
    assert env.smtp("smtp://u:p@mail.example.org")["EMAIL_PORT"] == 587
    assert env.smtp("smtps://u:p@mail.example.org")["EMAIL_USE_SSL"] is True
    with pytest.raises(env.BadSetting):
        env.smtp("mail.example.org")
