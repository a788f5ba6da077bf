"""The local outbox at the desk: mail as its reader would see it, and who may read which."""

import pytest
from django.test import Client

from freesheet.doors.mailroom import actions as mailroom
from freesheet.doors.mailroom.letters import Content
from freesheet.doors.mailroom.relay.providers import outbox
from freesheet.work import loop
from freesheet.work.kinds import MAIL
from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db
HTML = '<p>Your code is <b>123456</b></p><script>alert(1)</script><img src="https://elsewhere.example/x.png">'


@pytest.fixture
def letters(newsroom) -> dict[str, str]:
    """What lies there: a letter to one person, and one to a list; subject → name."""
    listed = (("List-Id", "<morning.en.example.org>"),)
    mailroom.due(Content("Sign in", "Your code is 123456", HTML), to="ada@example.org", purpose="sign-in")
    mailroom.due(Content("Morning", "The lock is open", headers=listed), to="grace@example.org", purpose="trial")
    loop.drain(MAIL)
    return {str(kept.message()["Subject"]): kept.name for kept in outbox().newest(10)}


@pytest.fixture
def entering(newsroom, member):
    def as_(role: str) -> Client:
        client = Client()
        enter(client, member(role))
        return client

    return as_


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_technician_reads_every_mail(entering, letters):
    client = entering("Technician")
    listed = page(client, "/desk/outbox/")
    assert "Sign in" in listed
    assert "Morning" in listed
    assert "ada@example.org" in page(client, f"/desk/outbox/{letters['Sign in']}/")
    assert "123456" in page(client, f"/desk/outbox/{letters['Sign in']}/part/plain/")


def test_who_writes_newsletters_reads_what_goes_to_lists_and_no_code_of_anybody(entering, letters):
    client = entering("Editor")
    listed = page(client, "/desk/outbox/")
    assert "Morning" in listed
    assert "Sign in" not in listed
    assert "The lock is open" in page(client, f"/desk/outbox/{letters['Morning']}/part/plain/")
    for path in (letters["Sign in"] + "/", letters["Sign in"] + "/part/html/"):
        answer = client.get(f"/desk/outbox/{path}")
        assert answer.status_code in (302, 403)
        assert b"123456" not in answer.content


def test_a_mail_is_looked_at_and_does_nothing(entering, letters):
    shown = entering("Technician").get(f"/desk/outbox/{letters['Sign in']}/part/html/")
    policy = shown["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "elsewhere" not in policy
    assert shown["X-Frame-Options"] == "SAMEORIGIN"


def test_it_is_searched_by_address_and_says_so_when_there_is_nothing(entering, letters):
    client = entering("Technician")
    found = page(client, "/desk/outbox/?to=grace@example.org")
    assert "Morning" in found
    assert "Sign in" not in found
    assert "No mail to nobody@example.org lies here." in page(client, "/desk/outbox/?to=nobody@example.org")


@pytest.mark.parametrize("name", ["../../secret-key", "2026-01-01/none.eml", "x"])
def test_nothing_else_is_read_by_a_name(entering, letters, name):
    assert entering("Technician").get(f"/desk/outbox/{name}/").status_code == 404


def test_the_menu_leads_there_while_there_is_no_relay(entering, settings):
    client = entering("Technician")
    assert "/desk/outbox/" in page(client, "/desk/")
    settings.SMTP_URL = "smtp://relay.example:587"
    assert "/desk/outbox/" not in page(client, "/desk/")


def test_what_lies_there_for_somebody_who_is_forgotten_goes(entering, letters, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mailroom.forget("Ada@Example.org")
    assert [str(kept.message()["Subject"]) for kept in outbox().newest(10)] == ["Morning"]
