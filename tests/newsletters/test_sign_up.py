"""From an address in a form to a confirmed subscription."""

import hashlib
import itertools
import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from freesheet.doors.mailroom import actions as mailroom
from freesheet.doors.mailroom.models import Letter, Suppression
from freesheet.private.newsletters.actions import signing_up
from freesheet.private.newsletters.form import flood
from freesheet.private.newsletters.models import Consent, SignUp, Subscription
from freesheet.private.readers import actions as readers
from freesheet.private.readers.models import Reader
from freesheet.work import loop
from freesheet.work.kinds import MAIL
from tests.newsletters.conftest import link_in, sign_up, subscribed

pytestmark = pytest.mark.django_db
THANKS = "/newsletters/signed-up/"
JSON = {"headers": {"Accept": "application/json"}}


def test_one_mail_one_button(client, morning, mails):
    assert sign_up(client, "Ada@Example.org", morning).headers["Location"] == THANKS
    link = link_in(mails("ada@example.org")[0])

    client.get(link)
    assert Subscription.objects.confirmed().count() == 0

    client.post(link.split("?")[0], {"token": link.split("token=")[1]})
    assert Subscription.objects.confirmed().get().newsletter == morning
    assert Reader.objects.get().proven_at


def test_several_at_once_are_one_mail(client, morning, evening, mails):
    sign_up(client, "ada@example.org", morning, evening)
    [mail] = mails()
    text = mail.get_body(("plain",)).get_content()
    assert "* Morning" in text
    assert "* Evening" in text
    link = link_in(mail)
    client.post(link.split("?")[0], {"token": link.split("token=")[1]})
    assert Subscription.objects.confirmed().count() == 2


def test_nothing_that_was_typed_stands_in_the_mail(client, morning, mails):
    sign_up(client, "ada@example.org", morning, name="Buy now", path="/buy-now/", form="list")
    [mail] = mails()
    assert "buy" not in mail.as_string().lower()


def test_proof_of_consent_tells_time_words_form_and_newsletter(client, morning, mails):
    sign_up(client, "ada@example.org", morning, form="story", path="/2026/11/ferry-returns/")
    link = link_in(mails()[0])
    client.post(link.split("?")[0], {"token": link.split("token=")[1]})
    asked, confirmed = Consent.objects.all()
    assert (asked.act, confirmed.act) == ("asked", "confirmed")
    assert asked.at <= confirmed.at
    for line in (asked, confirmed):
        assert line.newsletter == morning
        assert line.wording.startswith("1: Send me these newsletters")
        assert (line.form, line.path) == ("story", "/2026/11/ferry-returns/")


def test_the_page_is_told_by_the_browser_where_the_form_does_not_know_it(client, morning):
    for referer in ("http://testserver/2026/11/ferry-returns/?x", "https://evil.example/2026/11/ferry-returns/"):
        client.post(
            "/newsletters/sign-up/",
            {"email": "ada@example.org", "newsletters": morning.pk, "form": "story"},
            headers={"Referer": referer, "Host": "testserver"},
        )
    assert [one.path for one in SignUp.objects.order_by("pk")] == ["/2026/11/ferry-returns/", ""]


@pytest.mark.parametrize("before", ["nobody", "pending", "confirmed", "bounced", "erased"])
def test_whoever_it_is_the_answer_is_the_same(client, morning, mails, before):
    email = "ada@example.org"
    if before == "pending":
        sign_up(client, email, morning)
        loop.drain(MAIL)
    elif before in {"confirmed", "erased"}:
        subscription = subscribed(email, morning)
        if before == "erased":
            readers.erase(subscription.reader)
    elif before == "bounced":
        mailroom.suppress(email, Suppression.Reason.BOUNCE)

    page = sign_up(client, email, morning)
    in_place = client.post("/newsletters/sign-up/", {"email": email, "newsletters": morning.pk}, **JSON)

    assert (page.status_code, page.headers["Location"]) == (302, THANKS)
    assert in_place.json() == {"said": "Thank you for signing up. We’ve sent you a confirmation e-mail."}
    assert len(mails(email)) == {"nobody": 1, "pending": 1, "confirmed": 0, "bounced": 0, "erased": 1}[before]


def test_the_form_asks_the_database_the_same_whoever_it_is(client, morning, django_assert_num_queries):
    subscribed("known@example.org", morning)
    for email in ("known@example.org", "unknown@example.org"):
        with django_assert_num_queries(6):
            sign_up(client, email, morning)


def test_one_letter_a_day_and_three_a_week(client, morning, mails, time_machine):
    now = timezone.now()
    for hour in range(0, 9 * 24, 8):
        time_machine.move_to(now + timedelta(hours=hour))
        sign_up(client, "ada@example.org", morning)
        loop.drain(MAIL)
    sent = sorted(Letter.objects.values_list("asked_at", flat=True))
    assert all(after - before >= timedelta(days=1) for before, after in itertools.pairwise(sent))
    assert all(after - before >= timedelta(days=7) for before, after in zip(sent, sent[3:], strict=False))
    assert len(sent) >= 4


def test_the_site_s_letters_of_an_hour_are_bounded_and_what_is_over_waits(
    client, morning, mails, settings, time_machine
):
    settings.CONFIRMATIONS_AN_HOUR = 3
    time_machine.move_to(timezone.now(), tick=False)
    for number in range(5):
        sign_up(client, f"a{number}@example.org", morning)
    assert len(mails()) == 3
    time_machine.shift(timedelta(minutes=61))
    assert len(mails()) == 5


def test_a_flood_asks_browsers_for_work_and_lets_those_who_did_it_past_the_queue(client, morning, mails, settings):
    settings.FLOOD_OF_SIGN_UPS, settings.CONFIRMATIONS_AN_HOUR = 3, 3
    for number in range(6):
        assert sign_up(client, f"bot{number}@example.org", morning).status_code == 302
    assert len(mails()) == 3

    fields = {"email": "ada@example.org", "newsletters": morning.pk}
    asked = client.post("/newsletters/sign-up/", fields, **JSON)
    assert asked.status_code == 429
    riddle = asked.json()["riddle"]
    answer = solution(riddle)
    assert client.post("/newsletters/sign-up/", {**fields, "riddle": answer}, **JSON).status_code == 200
    assert len(mails("ada@example.org")) == 1
    assert client.post("/newsletters/sign-up/", {**fields, "riddle": answer}, **JSON).status_code == 429, "spent"


def solution(riddle):
    for number in range(riddle["maxNumber"] + 1):
        if hashlib.sha256(f"{riddle['salt']}{number}".encode()).hexdigest() == riddle["challenge"]:
            told = {name: riddle[name] for name in ("algorithm", "challenge", "salt", "signature")}
            return json.dumps({**told, "number": number})
    raise AssertionError


@pytest.mark.parametrize(
    "nonsense", ["", "x", "[]", "{}", '"x"', "1", '{"algorithm": "SHA-256", "challenge": 1, "number": {}}', "x" * 9000]
)
def test_nonsense_solves_no_riddle(nonsense):
    assert not flood.is_solved(nonsense)


@pytest.mark.parametrize("email", ["", "ada", "ada@", "ada@localhost", "ada example@x.org", "jörg@example.org"])
def test_a_wrong_address_is_told_beside_the_field_and_nothing_is_lost(client, morning, evening, email):
    page = client.post("/newsletters/sign-up/", {"email": email, "newsletters": [evening.pk]})
    shown = page.content.decode()
    assert page.status_code == 422
    assert "Please enter a correct e-mail address" in shown
    assert f'value="{evening.pk}" checked' in shown
    assert f'value="{morning.pk}" checked' not in shown
    assert [field["name"] for field in BeautifulSoup(shown, "html.parser")("input", autofocus=True)] == ["email"]
    assert not SignUp.objects.exists()


def test_one_who_ticked_nothing_begins_at_the_first_newsletter(client, morning, evening):
    shown = client.post("/newsletters/sign-up/", {"email": "ada@example.org"}).content.decode()
    (field,) = BeautifulSoup(shown, "html.parser")("input", autofocus=True)
    assert field == BeautifulSoup(shown, "html.parser").find("input", {"name": "newsletters"})


def test_a_slip_in_the_domain_is_offered_and_kept_if_meant(client, morning):
    fields = {"email": "ada@gmaill.com", "newsletters": morning.pk}
    asked = client.post("/newsletters/sign-up/", fields, **JSON).json()
    assert "Did you mean ada@gmail.com?" in " ".join(asked["wrong"]["email"])
    assert not SignUp.objects.exists()
    assert client.post("/newsletters/sign-up/", {**fields, "sure": asked["sure"]}, **JSON).status_code == 200
    assert SignUp.objects.get().email == "ada@gmaill.com"


def test_a_slip_that_is_a_throw_away_address_too_is_offered(client, morning):
    asked = client.post("/newsletters/sign-up/", {"email": "ada@gmial.com", "newsletters": morning.pk}, **JSON).json()
    assert "Did you mean ada@gmail.com?" in asked["wrong"]["email"]


def test_throw_away_addresses_are_refused_or_let_in_by_setting(client, morning, settings):
    settings.DISPOSABLE = "refuse"
    assert "stop working soon" in sign_up(client, "ada@mailinator.com", morning).content.decode()
    settings.DISPOSABLE = "flag"
    assert sign_up(client, "ada@mailinator.com", morning).status_code == 302


def test_nothing_ticked_is_told(client, morning):
    assert "Choose one newsletter at least" in sign_up(client, "ada@example.org").content.decode()


def test_a_closed_newsletter_takes_nobody(client, morning):
    morning.closed_at = timezone.now()
    morning.save()
    assert "no longer offered" in sign_up(client, "ada@example.org", morning).content.decode()


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_forms_of_other_sites_are_refused(client, morning, headers):
    answer = client.post(
        "/newsletters/sign-up/", {"email": "ada@example.org", "newsletters": morning.pk}, headers=headers
    )
    assert answer.status_code == 403
    assert not SignUp.objects.exists()


def test_what_nobody_confirms_is_forgotten(client, morning, mails, time_machine):
    sign_up(client, "ada@example.org", morning)
    loop.drain(MAIL)
    subscribed("grace@example.org", morning)
    time_machine.move_to(timezone.now() + timedelta(days=31))
    signing_up.forget_unanswered()
    assert [reader.email for reader in Reader.objects.all()] == ["grace@example.org"]
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("token", ["", "1", "1.x", "99.AAAA", "1.2.3", "²." + "A" * 22, "1." + "A" * 500])
def test_a_forged_link_confirms_nothing(client, morning, mails, token):
    sign_up(client, "ada@example.org", morning)
    loop.drain(MAIL)
    assert client.post("/newsletters/confirm/", {"token": token}).status_code == 410
    assert not Subscription.objects.confirmed().exists()
