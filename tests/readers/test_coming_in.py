"""A reader comes in by link or code, and nobody learns who reads us."""

import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from freesheet.doors.mailroom.models import Letter, Suppression
from freesheet.private.newsletters.models import Consent, Subscription
from freesheet.private.readers import sign_in
from freesheet.private.readers.models import Reader, ReaderSession, SignIn
from freesheet.private.readers.sessions import COOKIE
from freesheet.work import loop
from freesheet.work.kinds import MAIL
from tests.newsletters.conftest import link_in, mails, morning, sign_up, subscribed
from tests.traces import names

__all__ = ["mails", "morning"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(morning) -> Reader:
    return subscribed("ada@example.org", morning).reader


def ask(client, email="ada@example.org"):
    page = client.post("/account/ask/", {"email": email})
    return re.search(r'name="handle" value="([^"]+)"', page.content.decode())[1]


def code_in(mail) -> str:
    return re.search(r"^(\d{6})\s*$", mail.get_body(("plain",)).get_content(), re.MULTILINE)[1]


def token_in(mail) -> str:
    return link_in(mail).split("token=")[1]


def come_in(client, mails):
    ask(client)
    return client.post("/account/enter/", {"token": token_in(mails("ada@example.org")[0])})


def test_by_link(client, ada, mails):
    ask(client)
    token = token_in(mails()[0])
    assert client.get(f"/account/enter/?token={token}").status_code == 200
    assert COOKIE not in client.cookies, "opening the link signs nobody in"

    client.post("/account/enter/", {"token": token})
    page = client.get("/account/").content.decode()
    assert "ada@example.org" in page
    assert "Morning" in page


def test_by_code(client, ada, mails):
    handle = ask(client)
    code = code_in(mails()[0])
    assert client.post("/account/code/", {"handle": handle, "code": f"{code[:3]} {code[3:]}"}).status_code == 302
    assert "ada@example.org" in client.get("/account/").content.decode()


def test_a_link_works_once_and_for_a_quarter_of_an_hour(client, ada, mails, time_machine):
    ask(client)
    token = token_in(mails()[0])
    client.post("/account/enter/", {"token": token})
    assert client.post("/account/enter/", {"token": token}).status_code == 410
    ask(client)
    token = token_in(mails()[0])
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    assert client.get(f"/account/enter/?token={token}").status_code == 410
    assert client.post("/account/enter/", {"token": token}).status_code == 410


def test_a_newer_one_ends_the_older(client, ada, mails):
    first = ask(client)
    older = mails()[0]
    ask(client)
    loop.drain(MAIL)
    assert client.post("/account/enter/", {"token": token_in(older)}).status_code == 410
    assert client.post("/account/code/", {"handle": first, "code": code_in(older)}).status_code == 422


def test_a_code_is_guessed_five_times_at_most(client, ada, mails):
    handle = ask(client)
    code = code_in(mails()[0])
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        assert client.post("/account/code/", {"handle": handle, "code": wrong}).status_code == 422
    assert client.post("/account/code/", {"handle": handle, "code": code}).status_code == 422


def test_a_code_belongs_to_the_browser_that_asked(client, ada, mails):
    ask(client)
    code = code_in(mails()[0])
    assert client.post("/account/code/", {"handle": ask(client), "code": code}).status_code == 422


def test_a_known_and_an_unknown_address_get_the_same(client, ada, django_assert_num_queries):
    pages = []
    for email in ("ada@example.org", "eve@example.org"):
        with django_assert_num_queries(4):
            page = client.post("/account/ask/", {"email": email})
        told = re.sub(r'name="handle" value="[^"]+"', "", page.content.decode()).replace(email, "")
        pages.append((page.status_code, told))
    assert pages[0] == pages[1]


def test_nobody_unknown_gets_mail_and_nobody_too_much(client, ada, mails, time_machine):
    for _ in range(8):
        ask(client)
        ask(client, "eve@example.org")
        loop.drain(MAIL)
    assert {mail["To"] for mail in mails()} == {"ada@example.org"}
    assert len(mails()) == sign_in.IN_AN_HOUR


def test_whoever_has_not_shown_yet_that_they_read_mail_gets_one_a_day(client, morning, mails, time_machine):
    sign_up(client, "mallory-typed-it@example.org", morning)
    loop.drain(MAIL)
    for _ in range(3):
        ask(client, "mallory-typed-it@example.org")
        loop.drain(MAIL)
    assert len(mails()) == 1 + sign_in.UNPROVEN_IN_A_DAY
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    ask(client, "mallory-typed-it@example.org")
    loop.drain(MAIL)
    assert len(mails()) == 1 + 2 * sign_in.UNPROVEN_IN_A_DAY


def test_what_is_kept_opens_nothing(client, ada, mails):
    ask(client)
    mail = mails()[0]
    kept = json.dumps([*SignIn.objects.values(), *Letter.objects.values()], default=str)
    assert token_in(mail) not in kept
    assert code_in(mail) not in kept
    come_in(client, mails)
    assert client.cookies[COOKIE].value not in json.dumps(list(ReaderSession.objects.values()), default=str)


def test_the_cookie_goes_to_the_account_alone(client, ada, mails):
    come_in(client, mails)
    cookie = client.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/account/", True, "Lax")


def test_signing_out_ends_the_session(client, ada, mails):
    come_in(client, mails)
    key = client.cookies[COOKIE].value
    client.post("/account/leave/")
    client.cookies[COOKIE] = key
    assert "ada@example.org" not in client.get("/account/").content.decode()


def test_name_language_and_newsletters_are_changed(client, ada, mails, morning):
    come_in(client, mails)
    client.post("/account/change/", {"name": "Ada", "language": "uk"})
    client.post("/account/newsletters/", {"newsletters": []})
    ada.refresh_from_db()
    assert (ada.name, ada.language) == ("Ada", "uk")
    assert not Subscription.objects.confirmed().exists()
    client.post("/account/newsletters/", {"newsletters": [morning.pk, "x", "-1", "99"]})
    assert Subscription.objects.confirmed().get().newsletter == morning
    assert [line.act for line in Consent.objects.all()] == ["withdrawn", "confirmed"]


@pytest.mark.parametrize("path", ["change/", "newsletters/", "erase/", "everything/"])
def test_strangers_change_nothing(client, ada, path):
    method = client.get if path == "everything/" else client.post
    assert method(f"/account/{path}", {"newsletters": []}).headers["Location"] == "/account/"
    assert Subscription.objects.confirmed().count() == 1


def test_everything_is_told(client, ada, mails):
    come_in(client, mails)
    told = client.get("/account/everything/").json()
    assert told["reader"]["email"] == "ada@example.org"
    assert told["newsletters"]["subscriptions"][0]["newsletter"] == "Morning"
    assert told["letters"][0]["purpose"] == "sign-in"


def test_erased_no_row_names_them_and_a_hash_keeps_them_out(client, ada, morning, mails):
    come_in(client, mails)
    sign_up(client, "ada@example.org", morning)  # not seen to yet
    ask(client)
    assert Reader.objects.count() == 1, "asking is not erasing"
    client.get("/account/erase/")
    assert Reader.objects.count() == 1
    assert "forgotten" in client.post("/account/erase/").content.decode()
    assert not names(everything_stored(), "ada")
    assert Suppression.objects.of("Ada@example.org").get().reason == Suppression.Reason.ERASED


def everything_stored() -> str:
    """Every row of this room, the newsletters and the mailroom as text."""
    rooms = ("readers", "newsletters", "mailroom")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    return json.dumps([list(model.objects.values()) for model in models if model.__name__ != "Newsletter"], default=str)


def test_every_row_that_names_a_reader_goes_with_them():
    for field in Reader._meta.related_objects:
        assert field.on_delete.__name__ == "CASCADE", field


@pytest.mark.parametrize("path", ["/account/", "/account/enter/?token=x"])
def test_addresses_with_tokens_are_told_to_nobody_and_forms_know_where_they_come_from(client, ada, path):
    assert client.get(path).headers["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, 200),
        ({"Origin": "http://testserver"}, 200),
        ({}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
    ],
)
def test_a_form_of_ours_is_known_by_what_the_browser_says(client, ada, settings, headers, status):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert client.post("/account/ask/", {"email": "ada@example.org"}, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("path", "field", "typed"),
    [("/account/ask/", "email", "nobody"), ("/account/code/", "code", ""), ("/account/code/", "code", "000000")],
)
def test_a_form_that_comes_back_begins_at_its_mistake(client, ada, path, field, typed):
    page = client.post(path, {"handle": ask(client), field: typed}).content.decode()
    assert re.findall(r'<input type="(?!hidden)\w+" name="(\w+)"[^>]* autofocus', page) == [field]
