"""What an editor says before an issue leaves: who gets it, when, how fast; and to whom a trial goes."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from freesheet.private.newsletters.models import Issue
from freesheet.private.newsletters.models.issue import SENDING_FIELDS, WRITING_FIELDS
from freesheet.staff.models import User

WINDOWS = [
    (0, gettext_lazy("as fast as they go")),
    (30, gettext_lazy("over half an hour")),
    (60, gettext_lazy("over an hour")),
    (180, gettext_lazy("over three hours")),
    (720, gettext_lazy("over twelve hours")),
    (1440, gettext_lazy("over a day")),
]
EVERYBODY = ("", gettext_lazy("all"))


class WritingForm(WagtailAdminModelForm):
    """Writes the words, and not how they are sent: that is another form's, perhaps open at the same time."""

    def save(self, commit: bool = True) -> Issue:
        is_new = self.instance.pk is None
        issue: Issue = super().save(commit=commit and is_new)
        if commit and not is_new:
            issue.save(update_fields=WRITING_FIELDS)
        return issue


class SendingForm(WagtailAdminModelForm):
    """The segment is kept as the issue's JSON, empty filters left out (freezing.FILTERS)."""

    source = forms.ChoiceField(label=gettext_lazy("Signed up by"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Their language"), required=False)
    joined_after = forms.DateField(label=gettext_lazy("Joined on or after"), required=False, widget=AdminDateInput)
    joined_before = forms.DateField(label=gettext_lazy("Joined before"), required=False, widget=AdminDateInput)
    window_minutes = forms.TypedChoiceField(label=gettext_lazy("Mails leave"), choices=WINDOWS, coerce=int)
    at = forms.DateTimeField(
        label=gettext_lazy("Send at"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Empty: as soon as you have said yes."),
    )

    class Meta:
        model = Issue
        fields = ("window_minutes", "an_hour", "a_second")
        help_texts = {
            "an_hour": gettext_lazy("0: no limit beside the install’s."),
            "a_second": gettext_lazy("0: no limit beside the install’s."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for limit in ("an_hour", "a_second"):
            self.fields[limit].required = False
        self._offer("source", _sources())
        self._offer("language", _languages())
        for name, value in self.instance.segment.items():
            moment = parse_datetime(value) if name.startswith("joined") else None
            self.initial[name] = timezone.localdate(moment) if moment else value
        self.initial["at"] = self.instance.send_at

    def _offer(self, name: str, words: dict[str, str]) -> None:
        """What readers may have, and what the issue says already."""
        values = {*words, self.instance.segment.get(name, "")} - {""}
        choices = sorted((value, words.get(value, value)) for value in values)
        field: Any = self.fields[name]
        field.choices = [EVERYBODY, *choices]

    def clean_an_hour(self) -> int:
        return self.cleaned_data["an_hour"] or 0

    def clean_a_second(self) -> int:
        return self.cleaned_data["a_second"] or 0

    def clean_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["at"]
        if at and at <= timezone.now():
            raise forms.ValidationError(_("This moment has passed. Choose a later one, or leave it empty."))
        return at

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        after, before = cleaned.get("joined_after"), cleaned.get("joined_before")
        if after and before and after >= before:
            self.add_error("joined_before", _("Nobody joined before that and after the other day. Swap them?"))
        return cleaned

    def save(self, commit: bool = True) -> Issue:
        told = self.cleaned_data
        days = {name: told[name] and _midnight(told[name]).isoformat() for name in ("joined_after", "joined_before")}
        chosen = {"source": told["source"], "language": told["language"], **days}
        self.instance.segment = {name: value for name, value in chosen.items() if value}
        issue: Issue = super().save(commit=False)
        if commit:
            issue.save(update_fields=SENDING_FIELDS)
        return issue


class TrialForm(forms.Form):
    """Trials go to staff alone."""

    to = forms.ModelMultipleChoiceField(
        User.objects.filter(is_active=True).exclude(email="").order_by("first_name", "email"),
        label=gettext_lazy("Send a trial to"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick somebody.")},
    )


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _sources() -> dict[str, str]:
    return {
        "list": _("the list of newsletters"),
        "story": _("a form at a story’s end"),
        "front": _("a form on the front page"),
        "newsletter": _("the newsletter’s own page"),
        "account": _("their own page"),
        "import": _("brought in by the newsroom"),
    }


def _languages() -> dict[str, str]:
    return {code: str(name) for code, name in settings.LANGUAGES}
