"""Newsletters that write by themselves, and issues that leave by themselves: each moment once, none hours late."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.utils import timezone

from freesheet.demo import building
from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.desk import held
from freesheet.private.newsletters.models import Appointment, Issue, Newsletter
from freesheet.private.newsletters.sending import appointments
from freesheet.private.newsletters.sending.rhythm import Rhythm
from freesheet.public.theme import slots
from freesheet.work import actions as work
from tests.desk.conftest import enter, member, newsroom
from tests.newsletters.conftest import subscribed

__all__ = ["member", "newsroom"]
pytestmark = pytest.mark.django_db
KYIV = ZoneInfo("Europe/Kyiv")
LIST = ("stories", {"section": None, "topic": None, "title": "New", "count": 3})
MONDAY = date.today() + timedelta(days=7 + -date.today().weekday() % 7)
"""In the week after next at the latest: everything that the cast has published is older."""


@pytest.fixture
def daily(cast, morning, time_machine):
    """Every weekday at eight in Kyiv; it is half past six there, and one reader waits."""
    time_machine.move_to(at(6, 30), tick=False)
    subscribed("ada@example.org", morning)
    morning.rhythm_days, morning.rhythm_at, morning.rhythm_zone = "12345", time(8), "Europe/Kyiv"
    morning.rhythm_body, morning.rhythm_waits = [("text", "<p>Good morning.</p>"), LIST], False
    morning.save()
    return Newsletter.objects.get()


@pytest.fixture
def published(cast):
    def publish(title: str) -> None:
        slug = title.lower().replace(" ", "-")
        building.story(slug, title=title, bylines=[], section=cast.town, body=[], at=timezone.now())

    return publish


def tick() -> int:
    """What a worker that wakes does; returns how many rows it had."""
    appointments.note_scheduled()
    claimed = work.claim(Appointment.objects.all(), limit=1, lease_seconds=60)
    appointments.see_to(claimed)
    return len(claimed)


def at(hour: int, minute: int = 0, *, day: int = 0) -> datetime:
    """In Kyiv, so many days after that Monday."""
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute), KYIV)


def test_at_its_moment_it_writes_and_sends_what_is_new_and_once(daily, published, time_machine):
    published("The tide is early")
    assert tick() == 0
    time_machine.move_to(at(8), tick=False)
    assert tick() == 1
    assert tick() == 0
    issue = Issue.objects.get()
    assert (issue.subject, issue.meant_for, issue.frozen_at) == ("The tide is early", at(8), at(8))
    assert issue.deliveries.count() == 1
    assert daily.appointment.moment == at(8, day=1)


def test_two_workers_make_one(daily, published, time_machine):
    published("The tide is early")
    time_machine.move_to(at(8), tick=False)
    slow = work.claim(Appointment.objects.all(), limit=1, lease_seconds=0)
    quick = work.claim(Appointment.objects.all(), limit=1, lease_seconds=60)
    appointments.see_to(quick)
    with pytest.raises(appointments.TakenOver):
        appointments.see_to(slow)
    assert Issue.objects.count() == 1


def test_there_is_none_where_nothing_is_new(daily, published, time_machine):
    published("The tide is early")
    time_machine.move_to(at(8), tick=False)
    tick()
    time_machine.move_to(at(8, day=1), tick=False)
    tick()
    assert Issue.objects.count() == 1
    assert Appointment.objects.get().outcome == Appointment.Outcome.NOTHING_NEW


def test_one_that_waits_for_a_yes_stands_on_home_until_it_has_it(daily, published, time_machine, member):
    Newsletter.objects.update(rhythm_waits=True, rhythm_subject="{weekday}: {headline}")
    published("The tide is early")
    time_machine.move_to(at(8), tick=False)
    tick()
    issue = Issue.objects.get()
    assert (issue.frozen_at, issue.subject) == (None, "Monday: The tide is early")
    assert issue.subject in slots.filled("desk_home", member("Editor"))
    assert slots.filled("desk_home", member("Writer")) == ""


def test_what_nobody_gets_yet_is_not_written(daily, published, time_machine):
    daily.subscriptions.all().delete()
    published("The tide is early")
    time_machine.move_to(at(8), tick=False)
    tick()
    assert not Issue.objects.exists()
    assert Appointment.objects.get().outcome == Appointment.Outcome.NOBODY


def test_a_machine_that_was_off_makes_up_an_hour_and_not_a_day(daily, published, time_machine, member):
    published("The tide is early")
    time_machine.move_to(at(9), tick=False)
    tick()
    assert Issue.objects.get().meant_for == at(8)
    published("The tide is late")
    time_machine.move_to(at(14, day=2), tick=False)
    assert tick() == 1
    assert Issue.objects.count() == 1, "neither Tuesday's nor Wednesday's"
    assert Appointment.objects.get().outcome == Appointment.Outcome.MISSED
    assert Appointment.objects.get().moment == at(8, day=3)
    assert "Morning" in held.panel(member("Editor"))


def test_a_clock_set_back_makes_no_second_one(daily, published, time_machine):
    published("The tide is early")
    time_machine.move_to(at(8), tick=False)
    tick()
    time_machine.move_to(at(7, 30), tick=False)
    assert tick() == 0
    time_machine.move_to(at(8), tick=False)
    assert tick() == 0


def test_a_failing_one_is_tried_again_for_the_same_moment(daily, published, time_machine, monkeypatch):
    published("The tide is early")
    time_machine.move_to(at(8), tick=False)
    with monkeypatch.context() as broken:
        broken.setattr("freesheet.private.newsletters.actions.steering.make_plate", lambda issue: 1 / 0)
        claimed = work.claim(Appointment.objects.all(), limit=1, lease_seconds=60)
        with pytest.raises(ZeroDivisionError):
            appointments.see_to(claimed)
        work.failed(claimed[0], "division")
    assert not Issue.objects.exists(), "nothing half done"
    time_machine.move_to(at(8, 1), tick=False)
    tick()
    assert Issue.objects.get().meant_for == at(8)


def test_its_form_changed_it_keeps_the_new_hour_and_closed_it_keeps_none(daily):
    daily.rhythm_at = time(9, 15)
    daily.save()
    assert Appointment.objects.get().moment == at(9, 15)
    daily.closed_at = timezone.now()
    daily.save()
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rhythm_days": ""}, "rhythm_days"),
        ({"rhythm_body": [("text", "<p>Always the same</p>")]}, "rhythm_body"),
        ({"rhythm_zone": "Europe/Atlantis"}, "rhythm_zone"),
        ({"rhythm_subject": "{headlines}"}, "rhythm_subject"),
    ],
)
def test_a_rhythm_that_could_not_work_is_refused(daily, changes, field):
    for name, value in changes.items():
        setattr(daily, name, value)
    with pytest.raises(ValidationError) as refused:
        daily.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_each_day_has_its_moment_once_whatever_the_clocks_do():
    early = Rhythm("1234567", time(3, 30), KYIV)
    spring = list(early.passed(early.after(datetime(2026, 3, 28, tzinfo=UTC)), datetime(2026, 3, 31, tzinfo=UTC)))
    autumn = list(early.passed(early.after(datetime(2026, 10, 24, tzinfo=UTC)), datetime(2026, 10, 27, tzinfo=UTC)))
    assert [moment.isoformat()[5:16] for moment in spring] == ["03-28T01:30", "03-29T01:30", "03-30T00:30"]
    assert [moment.isoformat()[5:16] for moment in autumn] == ["10-24T00:30", "10-25T00:30", "10-26T01:30"]


def scheduled(newsletter: Newsletter, **changes: object) -> Issue:
    """To leave at seven."""
    words = {"subject": "By itself", "body": [("text", "<p>Good morning.</p>")]}
    return Issue.objects.create(newsletter=newsletter, send_at=at(7), **{**words, **changes})


def test_a_scheduled_issue_leaves_by_itself_and_once(daily, time_machine):
    issue = scheduled(daily)
    assert tick() == 0
    time_machine.move_to(at(7), tick=False)
    assert tick() == 1
    assert tick() == 0
    issue.refresh_from_db()
    assert issue.frozen_at == at(7)


def test_one_called_off_in_time_stays(daily, time_machine):
    scheduled(daily)
    time_machine.move_to(at(7), tick=False)
    appointments.note_scheduled()
    Issue.objects.update(send_at=None)
    tick()
    assert Issue.objects.get().frozen_at is None


def test_one_that_lacks_something_is_held_back_and_says_what(daily, time_machine):
    issue = scheduled(daily, subject="")
    time_machine.move_to(at(7), tick=False)
    tick()
    issue.refresh_from_db()
    assert issue.frozen_at is None
    assert issue.send_at is None
    assert "It has no subject." in issue.pause_reason


@pytest.mark.parametrize(("late", "readers"), [(timedelta(hours=4), 1), (timedelta(0), 0)])
def test_one_that_could_not_leave_says_why(daily, time_machine, member, late, readers):
    if not readers:
        daily.subscriptions.all().delete()
    issue = scheduled(daily)
    time_machine.move_to(at(7) + late, tick=False)
    Appointment.objects.filter(newsletter=daily).delete()
    tick()
    issue.refresh_from_db()
    assert (issue.frozen_at, issue.send_at) == (None, None)
    assert issue.pause_reason
    assert issue.pause_reason in held.panel(member("Editor"))
    steering.schedule(issue, timezone.now() + timedelta(hours=1))
    assert held.panel(member("Membership")) == ""


def test_its_form_shows_the_days_ticked_and_takes_them(newsroom, member):
    client = Client()
    enter(client, member("Editor"))
    told = {"name": "Dawn", "slug": "dawn", "audience": "public", "order": 0, "locale": newsroom.ada.locale_id}
    told |= {"rhythm_days": ["7", "1"], "rhythm_at": "06:30", "rhythm_body-count": 1, "rhythm_body-0-type": "briefs"}
    told |= {"rhythm_body-0-order": 0, "rhythm_body-0-deleted": "", "rhythm_body-0-value-count": 5}
    assert client.post("/desk/newsletters/new/", told).status_code == 302
    dawn = Newsletter.objects.get(slug="dawn")
    assert (dawn.rhythm_days, dawn.rhythm_at) == ("17", time(6, 30))
    shown = client.get(f"/desk/newsletters/edit/{dawn.pk}/").content.decode()
    ticked = [tag for tag in re.findall("<input[^>]*>", shown) if 'name="rhythm_days"' in tag and "checked" in tag]
    assert [re.search('value="(.)"', tag)[1] for tag in ticked] == ["1", "7"]


@override_settings(TIME_ZONE="America/New_York")
def test_without_a_zone_of_its_own_the_newsroom_s_counts(daily):
    daily.rhythm_zone = ""
    daily.save()
    assert Appointment.objects.get().moment == datetime.combine(MONDAY, time(8), ZoneInfo("America/New_York"))
