"""The form by which a brief is posted or edited.

Rule    an empty time means now; changed words say "updated" unless the editor calls it a slip of the pen
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from freesheet.public.masthead.form.meanwhile import MeanwhileForm
from freesheet.public.newsfeed.models import Brief
from freesheet.public.newsfeed.permissions import policy

WORDS = {"lead", "text"}


class BriefForm(MeanwhileForm):
    is_breaking = forms.BooleanField(required=False, label=_("Breaking"))
    is_slip = forms.BooleanField(
        required=False,
        label=_("Only a slip of the pen"),
        help_text=_("When you change the words of a brief that stands: readers are not told of an update."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_breaking"].initial = self.instance.breaking_at is not None
        self.fields["lead"].widget.attrs |= {"autofocus": True}
        self.fields["text"].widget.attrs |= {"rows": 4}
        posted_at = self.fields["posted_at"]
        posted_at.required = False
        if self.instance.pk is None:
            self.initial.pop("posted_at", None)
            posted_at.initial = None
            posted_at.help_text = _("Empty: now.")

    def clean_section(self) -> Any:
        """Section editors post in their sections only."""
        section = self.cleaned_data["section"]
        brief = Brief(section=section)
        if self.for_user and not policy.user_has_permission_for_instance(self.for_user, "add", brief):
            raise ValidationError(_("Choose one of your sections."))
        return section

    def clean_posted_at(self) -> Any:
        """The stored second where the form, which shows minutes, has not changed it: order within a minute stays."""
        wanted, stored = self.cleaned_data["posted_at"], self.instance.posted_at
        if self.instance.pk is None:
            return wanted or timezone.now()
        return stored if wanted is None or wanted == stored.replace(second=0, microsecond=0) else wanted

    def save(self, commit: bool = True) -> Any:
        brief = self.instance
        breaking = self.cleaned_data["is_breaking"]
        brief.breaking_at = (brief.breaking_at or timezone.now()) if breaking else None
        changed = any(self.stored[name] != self.cleaned_data[name] for name in WORDS)
        if brief.pk and changed and not self.cleaned_data["is_slip"]:
            brief.updated_at = timezone.now()
        return super().save(commit)
