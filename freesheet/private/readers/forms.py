"""What readers fill in."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freesheet.private.readers import typed
from freesheet.private.readers.models import Reader


class AddressField(forms.CharField):
    """An e-mail address in its normal form; where it cannot be one, a likelier address is offered."""

    widget = forms.EmailInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("E-mail address"), max_length=254, **kwargs)
        self.error_messages |= {"required": typed.WRONG}
        self.widget.attrs |= {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}

    def clean(self, value: Any) -> str:
        read = typed.read(super().clean(value))
        if read.problem:
            raise ValidationError([read.problem, *([asking(read.meant)] if read.meant else [])])
        return read.email


def asking(meant: str) -> str:
    return gettext("Did you mean %(address)s?") % {"address": meant}


class BeginsAtMistake(forms.BaseForm):
    """A form that comes back begins where something is wrong, as it does where a script answers in its place."""

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        begins = any("autofocus" in other.widget.attrs for other in self.fields.values())
        if field and not begins:
            self.fields[field].widget.attrs["autofocus"] = True


class ComeIn(BeginsAtMistake, forms.Form):
    email = AddressField()


class Code(BeginsAtMistake, forms.Form):
    handle = forms.CharField(max_length=43, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=12,
        error_messages={"required": _("Enter the six digits from the e-mail.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "pattern": "[0-9 ]*"}),
    )


class Details(BeginsAtMistake, forms.ModelForm[Reader]):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Reader
        fields = ["name", "language"]
        labels = {"name": _("Name")}
