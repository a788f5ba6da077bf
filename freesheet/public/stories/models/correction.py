"""Corrections: what was wrong, or is new, said on the story's page for good and in a log of them all.

Owns    Correction
Rule    a correction is signed: by the name an editor chose, else by the paper's
"""

from datetime import UTC
from uuid import NAMESPACE_URL, uuid5

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from freesheet.kit.periods import Period


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def readable(self, language: str) -> "CorrectionQuerySet":
        """Those of an edition's published stories."""
        return self.filter(story__live=True, story__locale__language_code=language)

    def stated_in(self, period: Period) -> "CorrectionQuerySet":
        """Raises ValueError for a period that no calendar has."""
        return self.filter(stated_at__gte=period.first, stated_at__lt=period.end)

    def newest(self) -> "CorrectionQuerySet":
        return self.order_by("-stated_at", "-pk")

    def with_faces(self) -> "CorrectionQuerySet":
        """Along with all that a list shows of them, in one query."""
        return self.select_related("story__locale", "signed_by__locale").defer("story__body")


class Correction(Orderable):
    """What was wrong, or is new: typed, dated, signed."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        UPDATE = "update", _("Update")
        RETRACTION = "retraction", _("Retraction")

    story = ParentalKey("stories.Story", related_name="corrections")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(_("text"), help_text=_("What was wrong, and what is right."))
    stated_at = models.DateTimeField(_("stated"), default=timezone.now, db_index=True)
    signed_by = models.ForeignKey(
        "masthead.Author",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed by"),
        help_text=_("Empty: the newsroom signs."),
    )

    objects = CorrectionQuerySet.as_manager()

    panels = [FieldPanel("kind"), FieldPanel("text"), FieldPanel("signed_by"), FieldPanel("stated_at")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.stated_at:%Y-%m-%d}"

    @property
    def month(self) -> Period:
        return Period.month_of(self.stated_at)

    @property
    def guid(self) -> str:
        """What feeds call it: its row is written anew with each version of its story, its words are not (RFC 4122)."""
        said = f"{self.story.guid} {self.kind} {self.stated_at.astimezone(UTC).isoformat()} {self.text}"
        return f"urn:uuid:{uuid5(NAMESPACE_URL, said)}"

    def shown_keys(self) -> list[str]:
        """Keys of all that one sees of it in a list."""
        return [self.story.key, *([self.signed_by.key] if self.signed_by else [])]
