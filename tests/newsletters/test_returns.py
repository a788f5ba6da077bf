"""What comes back of an issue: noted with the delivery, and whoever is gone or complains gets no more mail."""

import pytest

from freesheet.doors.mailroom.models import Return, Suppression
from freesheet.doors.mailroom.returning import returns
from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.models import Delivery, Issue, Subscription
from freesheet.private.readers import actions as readers
from freesheet.work import actions as work
from freesheet.work import loop
from freesheet.work.kinds import MAIL, RETURNS
from tests.mailroom.bounces import FULL, GONE, bounce, complaint
from tests.mailroom.conftest import relay
from tests.newsletters.conftest import subscribed

__all__ = ["relay"]
pytestmark = pytest.mark.django_db
LATE = ("delayed", "4.4.1", "connect to mx.example.org: Connection timed out")


@pytest.fixture(autouse=True)
def own_data(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    settings.BOUNCES_TO = "bounces@mail.example.org"


@pytest.fixture
def sent(relay, morning):
    """An issue that Ada, Grace and Linus got; each mail as the relay took it, by its recipient's first name."""
    there = relay()
    for name in ("ada", "grace", "linus"):
        subscribed(f"{name}@example.org", morning)
    issue = Issue.objects.create(newsletter=morning, subject="The lock is open")
    steering.send(issue)
    loop.drain(MAIL)
    return issue, {taken.recipient.partition("@")[0]: taken for taken in there.taken}


def take_in(*mails: bytes) -> None:
    for mail in mails:
        returns.take_in(mail, way="command")
    loop.drain(RETURNS)


def ended(email: str) -> str:
    return Subscription.objects.get(reader__email=email).ended_by


def test_each_kind_is_counted_with_the_issue_and_found_by_the_address(sent):
    issue, mails = sent
    take_in(bounce(mails["ada"], says=GONE), bounce(mails["grace"], says=FULL), complaint(mails["linus"]))
    assert issue.deliveries.returns() == {"hard": 1, "soft": 1, "complaint": 1}
    assert issue.deliveries.tallied()["accepted"] == 3, "accepted is what it was: the relay had it"
    ada = issue.deliveries.get(subscription__reader__email="ada@example.org")
    assert ada.returned == Delivery.Returned.HARD
    assert "User unknown" in ada.words


def test_whoever_is_gone_or_complains_has_left_and_the_full_one_stays(sent):
    _issue, mails = sent
    take_in(bounce(mails["ada"], says=GONE), bounce(mails["grace"], says=FULL), complaint(mails["linus"]))
    assert ended("ada@example.org") == Subscription.Ended.BOUNCE
    assert ended("grace@example.org") == ""
    assert ended("linus@example.org") == Subscription.Ended.COMPLAINT


def test_all_their_newsletters_end(sent, evening):
    subscribed("ada@example.org", evening)
    take_in(bounce(sent[1]["ada"]))
    assert not Subscription.objects.live().filter(reader__email="ada@example.org").exists()


@pytest.mark.parametrize("order", [(LATE, GONE), (GONE, LATE)])
def test_the_worse_news_counts_in_any_order(sent, order):
    issue, mails = sent
    take_in(*[bounce(mails["ada"], says=says) for says in order])
    assert issue.deliveries.returns() == {"hard": 1, "soft": 0, "complaint": 0}


def test_a_bounce_of_yesterdays_issue_keeps_todays_from_leaving_though_it_is_frozen(sent, relay):
    yesterdays, mails = sent
    todays = Issue.objects.create(newsletter=yesterdays.newsletter, subject="Wider and wider")
    steering.send(todays)
    returns.take_in(bounce(mails["ada"]), way="command")
    returns.see_to(work.claim(Return.objects.all(), limit=10, lease_seconds=60))
    loop.drain(MAIL)
    assert todays.deliveries.tallied()["skipped"] == 1
    assert todays.deliveries.tallied()["accepted"] == 2


def test_a_forged_one_ends_nobody(sent):
    _issue, mails = sent
    raw = bounce(mails["ada"])
    mine = mails["ada"].sender.split("+")[1].split("@")[0]
    theirs = mine.replace(
        mine.split(".")[1], str(Delivery.objects.get(subscription__reader__email="grace@example.org").pk), 1
    )
    take_in(raw.replace(mine.encode(), theirs.encode()))
    assert not Return.objects.exists()
    assert Subscription.objects.confirmed().count() == 3


def test_who_was_erased_stays_so_and_their_late_bounce_names_nobody(sent):
    issue, mails = sent
    ada = Subscription.objects.get(reader__email="ada@example.org").reader
    take_in(bounce(mails["ada"], says=FULL))
    readers.erase(ada)
    take_in(bounce(mails["ada"]))
    rows = [*Return.objects.values(), *Delivery.objects.values(), *Suppression.objects.values()]
    assert "ada@" not in str(rows)
    assert Suppression.objects.of("ada@example.org").get().reason == Suppression.Reason.ERASED
    assert sum(issue.deliveries.returns().values()) == 1


def test_a_reader_is_told_what_came_back(sent):
    take_in(bounce(sent[1]["ada"], says=FULL))
    ada = Subscription.objects.get(reader__email="ada@example.org").reader
    assert readers.everything(ada)["newsletters"]["issues"][0]["returned"] == "came back: not this time"


def test_a_report_asks_once_however_many_came_back(sent, django_assert_num_queries):
    issue, mails = sent
    take_in(*[bounce(mail) for mail in mails.values()])
    with django_assert_num_queries(1):
        issue.deliveries.returns()
