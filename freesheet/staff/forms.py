"""Forms of the way in."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from freesheet.staff.models import Invitation, User
from freesheet.staff.role_names import role_name


class RoleField(forms.ModelChoiceField[Group]):
    def label_from_instance(self, group: Group) -> str:
        return role_name(group.name)


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail address"))
    role = RoleField(Group.objects.order_by("name"), label=_("Role"))

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("This address belongs to a member of staff."))
        return email


class AcceptForm(forms.Form):
    """Who you are; the first member says the address too, everybody else's is the invited one."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("You sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        help_text=_("12 characters or more. Leave it empty to sign in with a code that we mail you each time."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not invitation.is_first_door:
            del self.fields["email"]
        self._invitation = invitation

    def clean(self) -> None:
        super().clean()
        if password := self.cleaned_data.get("password"):
            person = User(
                email=self.cleaned_data.get("email", self._invitation.email),
                first_name=self.cleaned_data.get("first_name", ""),
                last_name=self.cleaned_data.get("last_name", ""),
            )
            try:
                validate_password(password, person)
            except ValidationError as weak:
                self.add_error("password", weak)
