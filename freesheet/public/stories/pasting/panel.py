"""The panel of a field of blocks into which documents can be pasted.

Rule    wherever it stands it does the same; which kinds of block come of a document is read from the field
"""

from typing import Any

from wagtail.admin.panels import FieldPanel

from freesheet.public.stories.pasting.filling import Shape


class PastingPanel(FieldPanel):
    """Wagtail's panel of such a field, with its script, its message and its button below the blocks."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "stories/desk/pasting_panel.html"

        class Media:
            js = ("stories/desk/paste.js",)

        panel: Any

        @property
        def model_label(self) -> str:
            return str(self.panel.model._meta.label_lower)

        @property
        def text_kind(self) -> str:
            """The block that takes plain words when nobody answers."""
            return Shape(self.panel.db_field.stream_block).text
