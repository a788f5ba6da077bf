"""Who made a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Byline(Orderable):
    """One name over a story, with what they did for it."""

    class Role(models.TextChoices):
        WORDS = "words", _("Words")
        PHOTOGRAPHS = "photographs", _("Photographs")
        ILLUSTRATION = "illustration", _("Illustration")
        DATA = "data", _("Data")
        TRANSLATION = "translation", _("Translation")
        ADDITIONAL = "additional reporting", _("Additional reporting")

    story = ParentalKey("stories.Story", related_name="bylines")
    author = models.ForeignKey("masthead.Author", models.PROTECT, related_name="bylines", verbose_name=_("author"))
    role = models.CharField(_("role"), max_length=24, choices=Role, default=Role.WORDS)

    panels = [FieldPanel("author"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["story", "author", "role"], name="one_byline_per_role")]

    def __str__(self) -> str:
        return str(self.author)
