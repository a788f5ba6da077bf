"""Leaving by the link of a mail: one click, by a person or by their mail provider (RFC 8058)."""

import pytest

from freesheet.doors.mailroom.models import Suppression
from freesheet.private.newsletters import tokens
from freesheet.private.newsletters.models import Consent, Issue, Subscription
from tests.newsletters.conftest import subscribed

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def address(morning) -> str:
    issue = Issue.objects.create(newsletter=morning, subject="News")
    return f"/u/{tokens.of_delivery(subscribed('ada@example.org', morning).pk, issue.pk)}/"


def test_a_provider_s_one_click_leaves_and_twice_is_fine(client, morning, evening, address):
    subscribed("ada@example.org", evening)
    for _ in range(2):
        answer = client.post(address, ONE_CLICK, headers={"Origin": "https://mail.example"})
        assert answer.status_code == 200
        assert not answer.cookies
    assert [one.newsletter for one in Subscription.objects.confirmed()] == [evening]
    assert [line.act for line in Consent.objects.all()] == ["withdrawn"]


def test_one_click_may_come_as_a_multipart_or_an_urlencoded_form(client, address):
    client.post(address, b"List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert not Subscription.objects.confirmed().exists()


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_at_the_link_leaves_nothing(client, address, method):
    getattr(client, method)(address)
    assert Subscription.objects.confirmed().count() == 1


def test_a_person_who_left_by_mistake_comes_back_with_one_click(client, morning, address):
    assert "Send it to me" not in client.get(address).content.decode()
    client.post(address)
    assert "You have left it already" in client.get(address).content.decode()
    client.post(address, {"return": "1"})
    assert Subscription.objects.confirmed().get().newsletter == morning
    client.post(address, ONE_CLICK)
    assert not Subscription.objects.confirmed().exists(), "the link of an old mail leaves what was come back to"


def test_whoever_complained_does_not_come_back_by_an_old_link(client, address):
    subscription = Subscription.objects.get()
    subscription.end(Subscription.Ended.COMPLAINT)
    client.post(address, {"return": "1"})
    assert not Subscription.objects.confirmed().exists()


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda t: "9" + t, lambda t: t[2:]]
)
def test_a_forged_link_is_nowhere(client, address, change):
    token = address.split("/")[2]
    for method in (client.get, client.post):
        assert method(f"/u/{change(token)}/").status_code == 404
    assert Subscription.objects.confirmed().count() == 1
    assert not Suppression.objects.exists()


def test_a_token_for_one_purpose_opens_no_other(client, address):
    token = address.split("/")[2]
    assert tokens.sign_up_of(token) is None
