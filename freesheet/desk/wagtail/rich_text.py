"""The editor of rich text, which opens whatever is stored."""

from typing import Any

from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from freesheet.kit.words import markup


class RichTextEditor(DraftailRichTextArea):
    """Wagtail's; HTML that was imported broken is mended first, where Wagtail's would end in its error page."""

    def format_value(self, value: Any) -> Any:
        stored = getattr(value, "source", value)
        return super().format_value(markup.clean_stored(stored) if stored else value)
