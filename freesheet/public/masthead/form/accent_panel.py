"""The accent's field, with what becomes of the colour on paper by day and by night."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from freesheet.public.theme.looks.colour import contrast
from freesheet.public.theme.looks.palette import DAY, NIGHT, tokens


class AccentPanel(FieldPanel):
    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "masthead/desk/accent.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "swatches": swatches(self.instance.accent)}


def swatches(accent: str) -> list[dict[str, Any]]:
    """For day and night: the paper, the accent as it will stand on it, and their contrast to one."""
    told = []
    for name, palette in ((_("By day"), DAY), (_("By night"), NIGHT)):
        try:
            colour = tokens(palette, accent)["accent"]
        except ValueError:
            continue  # not a colour yet: the field says so
        ratio = f"{contrast(colour, palette.paper):.1f}"
        told.append({"light": name, "paper": palette.paper, "colour": colour, "ratio": ratio})
    return told
