"""An issue goes to everybody who wants it, once, whatever the relay does."""

import itertools
import re
from collections import Counter
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from freesheet.doors.mailroom import actions as mailroom
from freesheet.doors.mailroom.models import Suppression
from freesheet.private.newsletters.actions import freezing, steering
from freesheet.private.newsletters.models import Bundle, Delivery, Issue, Subscription
from freesheet.private.newsletters.sending import bundles, limits
from freesheet.private.readers import actions as readers
from freesheet.private.readers.models import Reader
from freesheet.work import actions as work
from freesheet.work import loop
from freesheet.work.kinds import MAIL
from tests.mailroom.conftest import relay
from tests.mailroom.relays import Behaviour
from tests.newsletters.conftest import subscribed

__all__ = ["relay"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data(settings, tmp_path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def readership(morning):
    """So many confirmed readers of Morning."""

    def of(count: int) -> None:
        now = timezone.now()
        Reader.objects.bulk_create([Reader(email=f"r{n}@example.org", proven_at=now) for n in range(count)])
        Subscription.objects.bulk_create(
            [Subscription(reader=reader, newsletter=morning, confirmed_at=now) for reader in Reader.objects.all()]
        )

    return of


@pytest.fixture
def issue(morning) -> Issue:
    return Issue.objects.create(newsletter=morning, subject="The lock is open")


def tally(issue) -> Counter:
    return +Counter(issue.deliveries.tallied())


def addresses(there) -> list[str]:
    return sorted(taken.recipient for taken in there.taken)


def work_through(issue, time_machine=None, hours=14):
    """Have workers go on until the issue has ended, moving the clock over their pauses."""
    for _ in range(400):
        loop.drain(MAIL)
        issue.refresh_from_db()
        due = Bundle.objects.filter(due_at__isnull=False).order_by("due_at").first()
        if due is None or issue.paused_at:
            return
        if time_machine:
            time_machine.move_to(max(due.due_at, timezone.now()) + timedelta(seconds=1))
    raise AssertionError("it does not end")


def test_everybody_gets_one_with_a_token_of_their_own(relay, readership, issue):
    there = relay()
    readership(2500)
    assert steering.send(issue) == 2500
    work_through(issue)

    assert tally(issue) == {"accepted": 2500}
    assert issue.finished_at
    assert addresses(there) == sorted(f"r{n}@example.org" for n in range(2500))
    tokens = set()
    for taken in there.taken:
        mail = message_from_bytes(taken.content)
        assert mail["To"] == taken.recipient
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        [token] = set(re.findall(r"/u/([^/]+)/", taken.content.decode().replace("=\r\n", "")))
        tokens.add(token)
    assert len(tokens) == 2500


def test_only_those_who_want_this_newsletter(relay, readership, issue, evening):
    there = relay()
    subscribed("evening@example.org", evening)
    pending = Reader.objects.at("pending@example.org")
    Subscription.objects.create(reader=pending, newsletter=issue.newsletter)
    subscribed("gone@example.org", issue.newsletter).end(Subscription.Ended.READER)
    subscribed("ada@example.org", issue.newsletter)
    steering.send(issue)
    work_through(issue)
    assert addresses(there) == ["ada@example.org"]


def test_send_is_pressed_twice_and_sends_once(relay, readership, issue):
    there = relay()
    readership(20)
    steering.send(issue)
    with pytest.raises(steering.AlreadySent):
        steering.send(Issue.objects.get(pk=issue.pk))
    work_through(issue)
    assert len(there.taken) == 20


def test_without_a_reader_nothing_is_frozen(issue):
    with pytest.raises(steering.Nobody):
        steering.send(issue)
    issue.refresh_from_db()
    assert issue.frozen_at is None


def test_who_left_is_erased_or_bounced_meanwhile_gets_nothing(relay, readership, issue):
    there = relay()
    readership(5)
    steering.send(issue)
    Subscription.objects.get(reader__email="r0@example.org").end(Subscription.Ended.READER)
    mailroom.suppress("r1@example.org", Suppression.Reason.BOUNCE)
    readers.erase(Reader.objects.get(email="r2@example.org"))
    work_through(issue)
    assert addresses(there) == ["r3@example.org", "r4@example.org"]
    assert tally(issue) == {"accepted": 2, "skipped": 3}
    assert issue.finished_at


def test_one_refusal_is_one_failure_and_the_others_go_on(relay, readership, issue):
    there = relay(Behaviour(recipient=lambda to: "550 5.1.1 no such person" if to == "r3@example.org" else None))
    readership(10)
    steering.send(issue)
    work_through(issue)
    assert tally(issue) == {"accepted": 9, "failed": 1}
    failed = issue.deliveries.get(fate=Delivery.Fate.FAILED)
    assert failed.subscription.reader.email == "r3@example.org"
    assert failed.words == "550 5.1.1 no such person"
    assert len(there.taken) == 9


def test_a_relay_that_wants_nothing_pauses_the_issue_with_its_reason(
    relay, readership, issue, monkeypatch, time_machine
):
    monkeypatch.setattr(bundles, "IN_A_ROW", 30)
    there = relay(Behaviour(recipient=lambda to: "550 5.7.1 you are blocked"))
    readership(300)
    steering.send(issue)
    work_through(issue, time_machine)
    assert issue.paused_at
    assert "you are blocked" in issue.pause_reason
    assert tally(issue)["failed"] < 300
    there.behaviour.recipient = lambda to: None
    steering.resume(issue)
    work_through(issue, time_machine)
    assert issue.finished_at
    assert sum(tally(issue).values()) == 300
    assert tally(issue)["accepted"] == len(there.taken)


def test_half_an_hour_of_not_now_loses_nobody_and_backs_off(relay, readership, issue, time_machine):
    started = timezone.now()
    opens = started + timedelta(minutes=30)
    there = relay(Behaviour(recipient=lambda to: None if timezone.now() > opens else "451 4.7.1 later"))
    readership(40)
    steering.send(issue)
    pauses = []
    while timezone.now() <= opens:
        loop.drain(MAIL)
        issue.refresh_from_db()
        assert not issue.finished_at
        [bundle] = Bundle.objects.all()
        pauses.append(bundle.due_at - timezone.now())
        time_machine.move_to(bundle.due_at + timedelta(milliseconds=10))
    work_through(issue, time_machine)
    assert tally(issue) == {"accepted": 40}
    assert len(there.taken) == 40
    assert all(after >= before * 1.5 for before, after in itertools.pairwise(pauses))


def test_a_line_that_drops_loses_nobody(relay, readership, issue, time_machine):
    there = relay(Behaviour(drop_answered=25))
    readership(400)
    steering.send(issue)
    work_through(issue, time_machine)
    assert tally(issue) == {"accepted": 400}
    assert len(set(addresses(there))) == len(there.taken) == 400


def test_where_no_answer_came_an_editor_decides(relay, readership, issue, time_machine):
    there = relay(Behaviour(drop_every=20))
    readership(100)
    steering.send(issue)
    work_through(issue, time_machine)
    counted = tally(issue)
    assert counted["accepted"] + counted["uncertain"] == 100
    assert counted["uncertain"] >= 1
    assert len(set(addresses(there))) == len(there.taken), "nobody twice"

    there.behaviour.drop_every = 0
    uncertain = list(issue.deliveries.filter(fate=Delivery.Fate.UNCERTAIN).values_list("pk", flat=True))
    assert steering.try_again(issue, uncertain) == counted["uncertain"]
    work_through(issue, time_machine)
    assert tally(issue) == {"accepted": 100}


def test_paused_nothing_leaves_and_resumed_the_rest_does(relay, readership, issue, time_machine):
    there = relay()
    readership(50)
    steering.send(issue)
    steering.pause(issue)
    work_through(issue)
    assert not there.taken
    steering.resume(issue)
    work_through(issue, time_machine)
    assert len(there.taken) == 50


def test_cancelled_the_rest_is_skipped(relay, readership, issue, time_machine):
    there = relay()
    readership(50)
    steering.send(issue)
    steering.cancel(issue)
    work_through(issue, time_machine)
    assert not there.taken
    assert tally(issue) == {"skipped": 50}


def test_a_worker_that_died_leaves_what_was_under_way_uncertain_by_name(relay, readership, issue, time_machine):
    there = relay()
    readership(60)
    steering.send(issue)
    work.claim(Bundle.objects.all(), limit=1, lease_seconds=bundles.LEASE_SECONDS)
    died_with = list(issue.deliveries.order_by("pk")[:7])
    Delivery.objects.filter(pk__in=[one.pk for one in died_with]).update(fate=Delivery.Fate.UNDER_WAY)
    loop.drain(MAIL)
    assert not there.taken, "it is still leased"
    work_through(issue, time_machine)
    assert tally(issue) == {"accepted": 53, "uncertain": 7}
    uncertain = issue.deliveries.filter(fate=Delivery.Fate.UNCERTAIN)
    assert {one.subscription_id for one in uncertain} == {one.subscription_id for one in died_with}


def test_a_window_spreads_an_issue_evenly(relay, readership, issue):
    readership(300)
    issue.window_minutes = 60
    issue.save()
    started = timezone.now()
    steering.send(issue)
    due = [bundle.due_at - started for bundle in Bundle.objects.order_by("due_at")]
    assert len(due) >= 100
    assert timedelta(minutes=58) < due[-1] < timedelta(minutes=60)


def test_an_hour_s_limit_holds_in_every_window(relay, readership, issue, time_machine):
    there = relay()
    readership(120)
    issue.an_hour = 50
    issue.save()
    steering.send(issue)
    left = []
    while not issue.finished_at:
        before = len(there.taken)
        loop.drain(MAIL)
        left += [timezone.now()] * (len(there.taken) - before)
        issue.refresh_from_db()
        time_machine.move_to(timezone.now() + timedelta(seconds=limits.LIMIT_SLICE_SECONDS))
    assert len(left) == 120
    hour = timedelta(hours=1)
    assert max(sum(1 for other in left if at <= other < at + hour) for at in left) <= 50
    assert left[-1] - left[0] < timedelta(hours=2, minutes=10)


def test_a_database_from_before_sends_nothing_again(relay, readership, issue, time_machine):
    there = relay()
    readership(30)
    steering.send(issue)
    before = [list(Bundle.objects.values()), list(Delivery.objects.values()), list(Issue.objects.values())]
    work_through(issue)
    assert len(there.taken) == 30

    for model, rows in zip((Bundle, Delivery, Issue), before, strict=True):
        for row in rows:
            model.objects.filter(pk=row["id"]).update(**{k: v for k, v in row.items() if k != "id"})
    for _ in range(2):
        loop.drain(MAIL)
        time_machine.move_to(timezone.now() + timedelta(minutes=1))
    issue.refresh_from_db()
    assert len(there.taken) == 30
    assert "older than what has been sent" in issue.pause_reason


def test_after_hours_of_silence_an_editor_is_asked(relay, readership, issue, time_machine):
    there = relay()
    readership(30)
    steering.send(issue)
    time_machine.move_to(timezone.now() + timedelta(hours=9))
    loop.drain(MAIL)
    issue.refresh_from_db()
    assert issue.paused_at
    assert not there.taken
    steering.resume(issue)
    work_through(issue, time_machine)
    assert len(there.taken) == 30


@pytest.mark.parametrize(
    ("segment", "reached"),
    [({}, 3), ({"language": "uk"}, 1), ({"source": "story"}, 1), ({"joined_after": "2026-06-01T00:00:00Z"}, 1)],
)
def test_a_segment_takes_in_whom_it_names(morning, issue, segment, reached):
    subscribed("old@example.org", morning)
    Subscription.objects.update(confirmed_at="2026-01-01T00:00:00Z")
    subscribed("story@example.org", morning, source="story")
    Subscription.objects.filter(source="story").update(confirmed_at="2026-02-01T00:00:00Z")
    ukrainian = subscribed("uk@example.org", morning).reader
    Reader.objects.filter(pk=ukrainian.pk).update(language="uk")
    issue.segment = segment
    assert freezing.audience(issue).count() == reached


def test_freezing_reads_no_reader(readership, issue):
    readership(3000)
    with CaptureQueriesContext(connection) as ran, transaction.atomic():
        steering.send(issue)
    assert len(ran) < 50, "as many for ten readers"
    assert not [one["sql"] for one in ran if "readers_reader" in one["sql"]]
