"""The form by which readers sign up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from freesheet.kit.addresses import is_safe
from freesheet.private.newsletters.models import Newsletter
from freesheet.private.readers import typed
from freesheet.private.readers.forms import AddressField, asking

FORMS = ("list", "newsletter", "story", "front", "brief")
"""Where a form stands."""


class SignUpForm(forms.Form):
    """An address and the newsletters that are ticked, of those open in the language given."""

    email = AddressField()
    newsletters = forms.ModelMultipleChoiceField(
        Newsletter.objects.none(),
        label=_("Newsletters"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose one newsletter at least."),
            "invalid_choice": _("One of these newsletters is no longer offered. Please choose again."),
        },
    )
    form = forms.ChoiceField(choices=[(name, name) for name in FORMS], required=False)
    path = forms.CharField(max_length=512, required=False)
    sure = forms.CharField(max_length=254, required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubted = ""
        offered: Any = self.fields["newsletters"]
        offered.queryset = Newsletter.objects.listed(language)

    def clean_path(self) -> str:
        path: str = self.cleaned_data["path"]
        return path if is_safe(path) else ""

    def clean(self) -> dict[str, Any]:
        """A likelier address than the one typed is offered once; whoever sends the same again has it as typed."""
        found: dict[str, Any] = super().clean() or {}
        email = found.get("email", "")
        meant = typed.read(email).meant if email else ""
        if meant and found.get("sure") != email:
            self.doubted = email
            words = _("%(question)s If your address is right as it is, send it again.")
            self.add_error("email", words % {"question": asking(meant)})
        return found
