"""Years, months and days of the newsroom's zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from freesheet.kit.periods import Period

KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.parametrize(
    ("period", "step", "other"),
    [
        (Period(2025), 1, Period(2026)),
        (Period(2025, 12), 1, Period(2026, 1)),
        (Period(2026, 1), -13, Period(2024, 12)),
        (Period(2028, 2, 28), 1, Period(2028, 2, 29)),
        (Period(2026, 1, 1), -1, Period(2025, 12, 31)),
    ],
)
def test_steps_cross_years(period, step, other):
    assert period.later(step) == other
    assert other.later(-step) == period


def test_it_is_that_of_the_newsroom_whatever_an_editors_own_zone(settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    late = datetime(2026, 9, 30, 21, 30, tzinfo=UTC)
    with timezone.override(ZoneInfo("America/New_York")):
        assert Period.day_of(late) == Period(2026, 10, 1)
        assert Period.month_of(late) == Period(2026, 10)
        assert Period.year_of(late) == Period(2026)


def test_a_day_when_clocks_change_ends_where_the_next_begins(settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    autumn = Period(2026, 10, 25)
    assert autumn.first == datetime(2026, 10, 25, tzinfo=KYIV)
    assert autumn.end == datetime(2026, 10, 26, tzinfo=KYIV)
    assert (autumn.end.astimezone(UTC) - autumn.first.astimezone(UTC)).total_seconds() == 25 * 3600


def test_how_it_is_written():
    assert [str(one) for one in (Period(2026), Period(2026, 3), Period(2026, 3, 7))] == [
        "2026",
        "2026-03",
        "2026-03-07",
    ]
    assert Period(2026, 3, 7).path == "2026/03/07"


@pytest.mark.parametrize("period", [Period(0, 1), Period(2026, 13), Period(2026, 2, 30)])
def test_what_no_calendar_has_begins_at_no_moment(period):
    with pytest.raises(ValueError, match=r"out of range|must be in"):
        _ = period.first
