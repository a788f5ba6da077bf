"""A story's form, where a draft may still lack what publishing asks for.

Called by   models.Story
Rule        an empty byline or a picture without words holds up publishing, never saving: autosave would pause
"""

from typing import Any

from django.forms.formsets import ORDERING_FIELD_NAME
from wagtail.admin.forms import WagtailAdminPageForm
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


class StoryForm(WagtailAdminPageForm):
    is_deferred_validation: bool

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        picture = cleaned.get("lead_picture")
        if picture is not None and not self.is_deferred_validation:
            for problem in picture.problems():
                self.add_error("lead_picture", problem)
        return cleaned
