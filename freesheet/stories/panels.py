"""The bylines in a story's form, where a draft may still lack them.

Called by   models.Story's panels
Rule        an empty byline holds up publishing, never saving: autosave would pause, and words be lost
"""

from typing import Any

from django.forms.formsets import ORDERING_FIELD_NAME
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

AUTHOR = "author"


class BylineForm(WagtailAdminModelForm):
    """One byline; in a draft, a new one without an author counts as not filled in."""

    is_deferred_validation: bool
    empty_permitted: bool

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        self.empty_permitted = self.empty_permitted or self.instance.pk is None

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.setdefault(ORDERING_FIELD_NAME)  # autosave made it an initial form, which has a place

    def has_changed(self) -> bool:
        if self.is_deferred_validation and self.empty_permitted and not self[AUTHOR].value():
            return False
        return bool(super().has_changed())


class BylinesPanel(InlinePanel):
    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset["form"] = type("BylineForm", (BylineForm, formset["form"]), {})
        return options
