"""Months and days of the newsroom's zone."""

from datetime import datetime, timedelta

from django.utils import timezone


def month_of(moment: datetime) -> tuple[int, int]:
    """Year and month of a moment in the newsroom's zone."""
    local = timezone.localtime(moment, timezone.get_default_timezone())  # never an editor's own zone
    return local.year, local.month


def month_range(year: int, month: int) -> tuple[datetime, datetime]:
    """First moment of a month and of the next one, in the newsroom's zone; raises ValueError for no month."""
    zone = timezone.get_default_timezone()
    first = datetime(year, month, 1, tzinfo=zone)
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first, following
