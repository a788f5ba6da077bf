"""The front page's form: what belongs to another edition is refused beside the field."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import PublishingPanel
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

OF_ANOTHER_EDITION = _("This belongs to another edition. Choose one in this front page’s own language.")


class GoLivePanel(PublishingPanel):
    """When changes go live. A front page never expires: without it the paper has no first page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.children: list[Any] = [panel for panel in self.children if panel.field_name == "go_live_at"]


class FrontForm(WagtailAdminPageForm):
    is_deferred_validation: bool

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            if self._foreign(cleaned.get("lead")):
                self.add_error("lead", OF_ANOTHER_EDITION)
            if errors := dict(self._foreign_rows(cleaned.get("below") or ())):
                self.add_error("below", StreamBlockValidationError(block_errors=errors))
            for name in ("secondary", "picks"):
                self._refuse_foreign(name)
        return cleaned

    def _foreign(self, thing: Any) -> bool:
        return thing is not None and thing.locale_id != self.instance.locale_id

    def _refuse_foreign(self, name: str) -> None:
        for form in self.formsets[name].forms:
            if self._foreign(getattr(form, "cleaned_data", {}).get("story")):
                form.add_error("story", OF_ANOTHER_EDITION)

    def _foreign_rows(self, rows: Any) -> Iterator[tuple[int, ValidationError]]:
        for number, row in enumerate(rows):
            if row.block_type in ("section", "topic") and self._foreign(row.value[row.block_type]):
                error = ValidationError(OF_ANOTHER_EDITION)
                yield number, StructBlockValidationError(block_errors={row.block_type: error})
            if row.block_type == "chosen":
                wrong = {
                    at: ValidationError(OF_ANOTHER_EDITION)
                    for at, story in enumerate(row.value["stories"])
                    if self._foreign(story)
                }
                if wrong:
                    yield number, StructBlockValidationError(block_errors={"stories": ListBlockValidationError(wrong)})
