"""Readers at the desk: found, known, helped, erased; by whom it is for, and with a line in the log."""

import json

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from freesheet.doors.mailroom import actions as mailroom
from freesheet.doors.mailroom.models import Letter, Suppression
from freesheet.private.newsletters.models import Consent, Delivery, Issue, Subscription
from freesheet.private.readers.models import Reader
from tests.desk.conftest import enter, member, newsroom, root
from tests.newsletters.conftest import evening, link_in, mails, morning, sign_up, subscribed

__all__ = ["evening", "mails", "member", "morning", "newsroom", "root"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(newsroom, member) -> Client:
    client = Client()
    enter(client, member("Membership"))
    return client


@pytest.fixture
def ada(morning) -> Reader:
    reader = subscribed("ada@example.org", morning).reader
    Reader.objects.filter(pk=reader.pk).update(name="Адa Brook")
    return reader


def listed(desk: Client, query: str = "") -> list[str]:
    return [reader.email for reader in desk.get(f"/desk/readers/?{query}").context["object_list"]]


def logged() -> list[tuple[str, str]]:
    return list(ModelLogEntry.objects.filter(action__startswith="readers.").values_list("action", "label"))


def test_found_by_a_part_of_address_or_name(desk, ada, evening):
    subscribed("grace@example.org", evening)
    assert listed(desk) == ["grace@example.org", "ada@example.org"]
    assert listed(desk, "q=ADA@") == ["ada@example.org"]
    assert listed(desk, "q=race") == ["grace@example.org"]
    assert listed(desk, "q=brook") == ["ada@example.org"]
    assert listed(desk, "q=nobody") == []
    assert listed(desk, "ordering=since") == ["ada@example.org", "grace@example.org"]


def test_narrowed_by_newsletter_proof_and_mail(desk, ada, morning, evening):
    subscribed("grace@example.org", evening)
    Reader.objects.at("wait@example.org")
    mailroom.suppress("grace@example.org", Suppression.Reason.BOUNCE)
    assert listed(desk, f"newsletters={morning.pk}") == ["ada@example.org"]
    assert listed(desk, "proof=unproven") == ["wait@example.org"]
    assert listed(desk, "mail=suppressed") == ["grace@example.org"]
    assert set(listed(desk, "mail=reachable&q=example")) == {"ada@example.org", "wait@example.org"}
    mailroom.lift("grace@example.org")
    assert listed(desk, "mail=suppressed") == []


def test_a_reader_who_comes_to_an_address_without_mail_is_marked(desk):
    mailroom.suppress("gone@example.org", Suppression.Reason.BOUNCE)
    Reader.objects.at("gone@example.org")
    assert listed(desk, "mail=suppressed") == ["gone@example.org"]


def test_as_many_queries_for_thirty_as_for_three(desk, morning, django_assert_max_num_queries):
    for number in range(3):
        subscribed(f"r{number}@example.org", morning)
    with django_assert_max_num_queries(40) as few:
        desk.get("/desk/readers/")
    for number in range(3, 40):
        subscribed(f"r{number}@example.org", morning)
    with django_assert_max_num_queries(len(few)):
        desk.get("/desk/readers/")


def test_what_we_know_of_one(desk, client, ada, morning, mails):
    sign_up(client, "ada@example.org", morning)
    mails()
    Consent.objects.create(
        reader=ada, newsletter=morning, act=Consent.Act.CONFIRMED, form="story", path="/a/", wording="Send me <b>it</b>"
    )
    issue = Issue.objects.create(newsletter=morning, subject="The lock is open")
    Delivery.objects.create(
        issue=issue, subscription=ada.subscriptions.get(), bundle=0, fate="failed", at=timezone.now(), words="552 full"
    )
    page = desk.get(f"/desk/readers/{ada.pk}/").content.decode()
    for known in ("ada@example.org", "Morning", "Send me &lt;b&gt;it", "The lock is open", "552 full"):
        assert known in page


def test_a_subscription_is_ended_and_stays_on_record(desk, ada):
    subscription = ada.subscriptions.get()
    for _ in range(2):
        desk.post(f"/desk/newsletters/subscriptions/{subscription.pk}/end/")
    subscription.refresh_from_db()
    assert subscription.ended_by == Subscription.Ended.STAFF
    line = ModelLogEntry.objects.get(action="newsletters.ended")
    assert line.formatter.format_message(line) == "A subscription was ended: Morning"


def test_mail_is_kept_from_them_and_let_through_again(desk, ada):
    desk.post(f"/desk/readers/{ada.pk}/suppress/")
    assert Suppression.objects.of(ada.email).get().reason == Suppression.Reason.STAFF
    assert ada.subscriptions.get().ended_by == Subscription.Ended.STAFF, "the mailroom's news ends them"
    desk.post(f"/desk/readers/{ada.pk}/lift/")
    assert not Suppression.objects.exists()
    assert [action for action, _label in logged()] == ["readers.lifted", "readers.suppressed"]


def test_who_asked_to_be_forgotten_is_not_brought_back_by_the_desk(desk, morning):
    mailroom.suppress("eve@example.org", Suppression.Reason.ERASED)
    eve = Reader.objects.at("eve@example.org")
    assert "Send mail again" not in desk.get(f"/desk/readers/{eve.pk}/").content.decode()
    desk.post(f"/desk/readers/{eve.pk}/lift/")
    assert Suppression.objects.get().reason == Suppression.Reason.ERASED


def test_a_way_in_is_mailed(desk, ada, mails, client):
    desk.post(f"/desk/readers/{ada.pk}/way-in/")
    assert client.post("/account/enter/", {"token": link_in(mails(ada.email)[0]).split("token=")[1]}).status_code == 302


def test_everything_is_handed_on(desk, ada):
    answer = desk.post(f"/desk/readers/{ada.pk}/everything/")
    assert json.loads(answer.content)["newsletters"]["subscriptions"][0]["newsletter"] == "Morning"
    assert logged() == [("readers.told", f"Reader no. {ada.pk}")]


def test_erased_after_a_question_without_a_trace_in_the_log(desk, ada, morning):
    mailroom.suppress(ada.email, Suppression.Reason.BOUNCE, words="550 <ada@example.org> unknown")
    address = f"/desk/readers/{ada.pk}/erase/"
    assert "ada@example.org" in desk.get(address).content.decode()
    assert Reader.objects.exists(), "asking erases nobody"
    desk.post(address)
    assert not Reader.objects.exists()
    kept = [*ModelLogEntry.objects.values(), *Suppression.objects.values(), *Letter.objects.values()]
    assert "ada@" not in json.dumps(kept, default=str)
    assert logged() == [("readers.erased", f"Reader no. {ada.pk}")]


def test_technicians_help_and_do_not_erase(client, member, ada):
    enter(client, member("Technician"))
    page = client.get(f"/desk/readers/{ada.pk}/").content.decode()
    assert "Send no more mail" in page
    assert "Erase" not in page
    client.post(f"/desk/readers/{ada.pk}/erase/")
    assert Reader.objects.exists()


def test_an_empty_list_says_where_readers_come_from(desk):
    assert "Nobody reads you by mail yet" in desk.get("/desk/readers/").content.decode()
    assert "Nobody matches" in desk.get("/desk/readers/?q=x").content.decode()
