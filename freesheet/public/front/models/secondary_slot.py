"""What an editor has put under the lead."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class SecondarySlot(Orderable):
    """One story that an editor has put under the lead."""

    front = ParentalKey("front.FrontPage", related_name="secondary")
    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="+", verbose_name=_("story"))

    panels = [FieldPanel("story")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.story)
