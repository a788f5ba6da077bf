"""The schedule: each line once, missed times made up once, clocks that change."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from freesheet.work import loop, schedule
from freesheet.work.models import Chore
from freesheet.work.schedule import Daily, Every, Line

KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.django_db
def test_a_line_runs_at_its_time_and_once():
    ran = []
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        schedule.keep([Line("look", Every(seconds=60), lambda: ran.append(timezone.now()))])
        loop.drain()
        assert ran == []
        clock.shift(timedelta(minutes=10))
        loop.drain()
        loop.drain()
        assert len(ran) == 1, "nine missed times are made up once"
        clock.shift(timedelta(seconds=61))
        loop.drain()
        assert len(ran) == 2


@pytest.mark.django_db
def test_a_failing_line_is_tried_again_and_told():
    def fail():
        raise OSError("no disk")

    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        schedule.keep([Line("fail", Every(seconds=1), fail)])
        clock.shift(timedelta(seconds=2))
        loop.drain()
    chore = Chore.objects.get()
    assert chore.error == "OSError: no disk"
    assert chore.due_at > start


@pytest.mark.django_db
def test_a_line_that_left_the_schedule_leaves_its_row():
    schedule.keep([Line("old", Every(seconds=1), print)])
    schedule.keep([Line("new", Every(seconds=1), print)])
    assert list(Chore.objects.values_list("name", flat=True)) == ["new"]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 5, 1, 2, 0, tzinfo=KYIV), datetime(2026, 5, 1, 3, 10, tzinfo=KYIV)),
        (datetime(2026, 5, 1, 3, 10, tzinfo=KYIV), datetime(2026, 5, 2, 3, 10, tzinfo=KYIV)),
        # 29 March 2026: from 03:00 straight to 04:00
        (datetime(2026, 3, 29, 2, 59, tzinfo=KYIV), datetime(2026, 3, 29, 4, 10, tzinfo=KYIV)),
        # 25 October 2026: 03:10 comes twice, and once is enough
        (datetime(2026, 10, 25, 3, 11, tzinfo=KYIV), datetime(2026, 10, 26, 3, 10, tzinfo=KYIV)),
    ],
)
def test_a_daily_time_is_the_newsrooms(moment, expected):
    found = Daily(at=time(3, 10)).after(moment)
    assert found.timestamp() == expected.timestamp()
