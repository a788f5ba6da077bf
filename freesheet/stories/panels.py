"""A story's form, where a draft may still lack what publishing asks for.

Called by   models.Story
Rule        an empty byline or a picture without words holds up publishing, never saving: autosave would pause
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from freesheet.masthead.charge import sections_of
from freesheet.masthead.models import Section
from freesheet.stories.note_question import AskingForm
from freesheet.stories.rights import publishes_all

AUTHOR = "author"
TO_READERS = {"action-publish", "action-workflow-action"}
"""Buttons that may bring a story to readers."""


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


class StoryForm(AskingForm):
    is_deferred_validation: bool

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self._leaves_their_sections(cleaned.get("section")):
            self.add_error(
                "section", _("Your sections are: %s. Another editor files stories elsewhere.") % self._theirs()
            )
        if not self.is_deferred_validation:
            if lead := cleaned.get("lead_picture"):
                for problem in lead.problems():
                    self.add_error("lead_picture", problem)
            if errors := dict(_picture_errors(cleaned.get("body") or ())):
                self.add_error("body", StreamBlockValidationError(block_errors=errors))
        return cleaned

    def _leaves_their_sections(self, section: Section | None) -> bool:
        """Whether a section editor files another's story, or publishes their own, where they are no editor."""
        if not (mine := sections_of(self.for_user)) or (section and section.pk in mine):
            return False
        if publishes_all(self.for_user, self.parent_page):
            return False
        is_own = self.instance.pk is None or self.instance.owner_id == self.for_user.pk
        return not is_own or not TO_READERS.isdisjoint(self.data)

    def _theirs(self) -> str:
        return ", ".join(map(str, Section.objects.filter(pk__in=sections_of(self.for_user))))


def _picture_errors(body: Any) -> Iterator[tuple[int, ValidationError]]:
    """For each block whose pictures cannot be published: its number, and the error to be shown at each picture."""
    for number, block in enumerate(body):
        if block.block_type == "picture" and (problems := block.value["picture"].problems()):
            yield number, StructBlockValidationError(block_errors={"picture": ValidationError(problems)})
        if block.block_type == "gallery":
            told = {at: picture.problems() for at, picture in enumerate(block.value["pictures"])}
            if wrong := {at: ValidationError(problems) for at, problems in told.items() if problems}:
                yield number, StructBlockValidationError(block_errors={"pictures": ListBlockValidationError(wrong)})
