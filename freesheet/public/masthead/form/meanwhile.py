"""Two editors at one form of a row that keeps no versions: whoever saves second is shown both, and chooses.

Rule    what was read when the form was opened is sent back with it; nothing is saved over what was not seen
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django import forms
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import Panel
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.blocks import StreamValue
from wagtail.log_actions import registry

OPENED_WITH, ASKED_ABOUT, ANSWER = "seen", "shown", "meanwhile_answer"
OWN_FIELDS = {OPENED_WITH, ASKED_ABOUT, ANSWER}
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Clash:
    """A field that somebody else has saved since, as it is stored and as it stands in this form."""

    name: str
    label: str
    stored: str
    typed: str


class MeanwhileForm(WagtailAdminModelForm):
    """A form that asks before it saves over what somebody else has saved since it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    meanwhile_answer = forms.ChoiceField(
        label=gettext_lazy("Whose stand?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (MINE, gettext_lazy("Mine, as they stand in this form")),
            (THEIRS, gettext_lazy("Theirs in these fields; the rest of mine stays")),
        ],
    )
    clashes: tuple[Clash, ...] = ()
    data: Any

    @cached_property
    def stored(self) -> dict[str, Any]:
        """What the row holds now, by field; read before the form writes on its instance."""
        own = {name: field for name, field in self.fields.items() if name not in OWN_FIELDS}
        return {name: self.get_initial_for_field(field, name) for name, field in own.items()}

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name == OPENED_WITH:
            return self._now()
        return super().get_initial_for_field(field, field_name)

    def _now(self) -> str:
        """Digests of what the row holds, by field."""
        return json.dumps({name: _digest(value) for name, value in self.stored.items()})

    def clean(self) -> dict[str, Any]:
        stored = self.stored
        cleaned: dict[str, Any] = super().clean()
        if self.instance.pk:
            digests = self._opened_with().items()
            since = [name for name, digest in digests if name in stored and digest != _digest(stored[name])]
            self.clashes = tuple(
                self._clash(name) for name in since if name in cleaned and self._differs(name, cleaned)
            )
        if self.clashes:
            self._ask(cleaned)
        return cleaned

    def _opened_with(self) -> Mapping[str, str]:
        """Digests by field, of when the form was opened; a form without them, as of a script, asks nothing."""
        try:
            seen = json.loads(self.cleaned_data.get(OPENED_WITH) or "{}")
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def _differs(self, name: str, cleaned: dict[str, Any]) -> bool:
        return _key(self._stored(name)) != _key(cleaned[name])

    def _stored(self, name: str) -> Any:
        """The stored value as a cleaned one."""
        is_column = any(field.name == name for field in self.instance._meta.fields)
        return getattr(self.instance, name) if is_column else self.stored[name]

    def _clash(self, name: str) -> Clash:
        stored, typed = _readable(self._stored(name)), _readable(self.cleaned_data[name])
        return Clash(name, str(self.fields[name].label or name), stored, typed)

    def _ask(self, cleaned: dict[str, Any]) -> None:
        """An answer counts only for what was shown when it was given; a yet newer save is asked about again."""
        match cleaned.get(ANSWER) if cleaned.get(ASKED_ABOUT) == self._now() else "":
            case "mine":
                return
            case "theirs":
                cleaned.update({clash.name: self._stored(clash.name) for clash in self.clashes})
            case _:
                self.add_error(ANSWER, _("Nothing is saved yet. Choose whose words stand, then save again."))
                sent = self.data.copy()
                sent[self.add_prefix(ASKED_ABOUT)] = self._now()
                sent.pop(self.add_prefix(ANSWER), None)
                self.data = sent

    @property
    def saved_by(self) -> str:
        """Who saved last and when, in words."""
        entry = registry.get_logs_for_instance(self.instance).select_related("user").order_by("-timestamp").first()
        if entry is None:
            return _("Somebody has saved this while you were writing.")
        told = {"name": user_display_name(entry.user), "time": formats.time_format(timezone.localtime(entry.timestamp))}
        return _("%(name)s saved this at %(time)s, while you were writing.") % told


class MeanwhilePanel(Panel):
    """Both versions of what clashes, and the question; not there while nothing does."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": gettext_lazy("Somebody else has saved meanwhile"), "icon": "warning", **kwargs})

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": [ANSWER]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "masthead/desk/meanwhile.html"

        def is_shown(self) -> bool:
            return bool(getattr(self.form, "clashes", ()))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "field": self.form[ANSWER], "clashes": self.form.clashes, "saved_by": self.form.saved_by}


def _digest(value: Any) -> str:
    return blake2b(_key(value).encode(), digest_size=8).hexdigest()


def _key(value: Any) -> str:
    """The same for the same content, whether read from the row or cleaned of a form."""
    if isinstance(value, StreamValue):
        return json.dumps([[one["type"], one["value"]] for one in value.get_prep_value()], sort_keys=True, default=str)
    if isinstance(value, datetime):
        return str(value.timestamp())
    value = getattr(value, "pk", value)
    return "" if value in (None, "") else str(value).replace("\r\n", "\n").strip()


def _readable(value: Any) -> str:
    """For eyes."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, StreamValue):
        words = (_plain(one["value"]) for one in value.get_prep_value())
        return " / ".join(filter(None, words))
    if isinstance(value, datetime):
        return str(formats.date_format(timezone.localtime(value), "DATETIME_FORMAT"))
    return strip_tags(str(value)) if value not in (None, "") else "—"


def _plain(value: Any) -> str:
    """The words in a block's raw value."""
    if isinstance(value, Mapping):
        return " ".join(filter(None, map(_plain, value.values())))
    if isinstance(value, list):
        return ", ".join(filter(None, (_plain(one.get("value") if isinstance(one, Mapping) else one) for one in value)))
    return strip_tags(value) if isinstance(value, str) else ""
