"""What an editor has put at the end of a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

RELATED_STORIES = 3
"""How many stand at the end of a story."""


class RelatedSlot(Orderable):
    """A story that an editor has put at the end of another."""

    story = ParentalKey("stories.Story", related_name="related_slots")
    target = models.ForeignKey("stories.Story", models.CASCADE, related_name="+", verbose_name=_("story"))

    panels = [FieldPanel("target")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.target)
