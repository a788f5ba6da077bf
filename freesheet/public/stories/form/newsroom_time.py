"""Moments in a form, in the newsroom's time."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput


class NewsroomTime(forms.DateTimeField):
    """A moment written and shown in the newsroom's zone, whichever zone an editor's own account is set to."""

    widget = AdminDateTimeInput

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(timezone.get_default_timezone()):
            return super().prepare_value(value)

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(timezone.get_default_timezone()):
            return super().to_python(value)
