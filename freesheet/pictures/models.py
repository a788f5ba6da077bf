"""Pictures: what a newsroom must know about each, and the files readers get of it.

Owns        Picture, Rendition
Called by   masthead, stories, front; the desk's picture library
Rule        no picture is published without alternative text, unless it is stated to be decorative
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from freesheet.press.pressed import Pressed


class Picture(Pressed, AbstractImage):
    """A photograph, drawing, map or chart. Wagtail's `description` is its alternative text."""

    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("Says nothing that the text does not: screen readers skip it.")
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)
    source = models.CharField(_("source"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    licence_url = models.URLField(_("licence address"), blank=True)

    admin_form_fields = (
        *(field for field in Image.admin_form_fields if field != "description"),
        "description",
        "decorative",
        "caption",
        "credit",
        "source",
        "licence",
        "licence_url",
    )

    @property
    def alt(self) -> str:
        return "" if self.decorative else self.description


class Rendition(AbstractRendition):
    """Wagtail's own renditions, for the desk only; readers get what is pressed."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
