"""What editors recommend."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Pick(Orderable):
    """One story that editors recommend, for good or until a moment."""

    front = ParentalKey("front.FrontPage", related_name="picks")
    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="+", verbose_name=_("story"))
    until = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: until somebody takes it out."))

    panels = [FieldPanel("story"), FieldPanel("until")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.story)
