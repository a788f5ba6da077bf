"""When a newsletter's automatic issues are due: on some weekdays at a time of its own zone.

Rule    each day has its moment once: of an hour that the clocks repeat the first counts, of one that they skip
        the moment comes as soon as they allow
Source  PEP 495 (fold)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

CHOICES = [(str(day + 1), name) for day, name in WEEKDAYS.items()]
"""ISO 8601: Monday is 1."""


@dataclass(frozen=True)
class Rhythm:
    """days: ISO weekdays as digits, such as "12345"; at least one."""

    days: str
    at: time
    zone: ZoneInfo

    def after(self, moment: datetime) -> datetime:
        """The first time later than moment."""
        today = moment.astimezone(self.zone).date()
        for ahead in range(9):
            day = today + timedelta(days=ahead)
            due = datetime.combine(day, self.at, tzinfo=self.zone).astimezone(UTC)
            if str(day.isoweekday()) in self.days and due > moment:
                return due
        raise ValueError("a rhythm without days")

    def passed(self, first: datetime, until: datetime) -> Iterator[datetime]:
        """first, and all times after it, up to until."""
        while first <= until:
            yield first
            first = self.after(first)


class DaysOfWeek(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return list(value or "")

    def clean(self, value: Any) -> str:
        return "".join(sorted(super().clean(value)))


class WeekdaysField(models.CharField):  # type: ignore[type-arg]  # generic in stubs alone
    """ISO weekdays as digits, ticked in forms."""

    def formfield(self, **kwargs: Any) -> Any:
        return DaysOfWeek(choices=CHOICES, required=False, label=capfirst(self.verbose_name), help_text=self.help_text)


def known_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("No such time zone is known. Write one such as Europe/Kyiv."))
