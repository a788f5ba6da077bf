"""The front page of each edition: arranged by editors, filled by itself.

Owns        FrontPage, SecondarySlot, SectionRow
Called by   the desk; receivers and views of this room
Calls       lists
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from freesheet.front.lists import front_arrangement
from freesheet.kit import addresses
from freesheet.masthead.models import translations_key
from freesheet.press.pressed import Pressed
from freesheet.stories.lasting import Lasting


class FrontPage(Lasting, Pressed, Page):
    """The front page of one edition: lead, secondary, section rows; empty slots take the newest stories."""

    lead = models.ForeignKey(
        "stories.Story",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead"),
        help_text=_("Empty: the newest story."),
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["stories.Archive"]
    content_panels = [
        FieldPanel("title"),
        FieldPanel("lead"),
        InlinePanel(
            "secondary",
            heading=_("Secondary"),
            label=_("Story"),
            help_text=_("Too few: the newest stories follow."),
        ),
        InlinePanel(
            "rows",
            heading=_("Section rows"),
            label=_("Row"),
            help_text=_("None: every section, in the navigation's order."),
        ),
    ]

    class Meta:
        verbose_name = _("front page")

    @property
    def address(self) -> str:
        return addresses.in_language("/", self.locale.language_code, default=settings.LANGUAGE_CODE)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return (parts[0], settings.SITE_URL, self.address) if parts else None

    def places(self) -> dict[str, str | None]:
        return {self.key: self.address if self.live else None}

    def lists(self) -> set[str]:
        """The language switch of its translations."""
        return {translations_key(self.translation_key)} if self.live else set()

    def shows_on_pages(self, update_fields: list[str] | None) -> bool:
        return update_fields is None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The front page in its own language, for readers and for previews."""
        with translation.override(self.locale.language_code):
            return TemplateResponse(request, "front/front_page.html", self.get_context(request)).render()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {"page": self, "front": front_arrangement(self), "request": request}


class SecondarySlot(Orderable):
    """One story that an editor has put under the lead."""

    front = ParentalKey(FrontPage, related_name="secondary")
    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="+", verbose_name=_("story"))

    panels = [FieldPanel("story")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.story)


class SectionRow(Orderable):
    """One section's newest stories on the front page."""

    front = ParentalKey(FrontPage, related_name="rows")
    section = models.ForeignKey("masthead.Section", models.CASCADE, related_name="+", verbose_name=_("section"))
    count = models.PositiveSmallIntegerField(_("stories"), default=4)

    panels = [FieldPanel("section"), FieldPanel("count")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.section)
