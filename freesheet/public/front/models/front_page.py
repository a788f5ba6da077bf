"""The front page of each edition: arranged by editors, filled by itself."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from freesheet.doors.press.pressed import Pressed
from freesheet.kit.editions import Edition
from freesheet.public.front import keys
from freesheet.public.front.arrangement.blocks import Rows
from freesheet.public.front.models.info_page import InfoPage  # noqa: F401 (Django looks for models here)
from freesheet.public.front.panels import FrontForm, GoLivePanel
from freesheet.public.masthead.form.dangling import DanglingPanel, WithoutDangling
from freesheet.public.masthead.keys import translations_key
from freesheet.public.stories.models.lasting import Lasting
from freesheet.public.theme.fields import BlocksField


class FrontPage(Lasting, WithoutDangling, Pressed, Page):
    """The front page of one edition, from the lead down; what nobody chose is filled with the newest stories."""

    owner_kind = keys.FRONT_PAGE

    class Look(models.TextChoices):
        PICTURE = "picture", _("Picture")
        BIG = "big", _("Big picture")
        TYPE = "type", _("Type only")
        LIVE = "live", _("Live: with the newest briefs on it")

    lead = models.ForeignKey(
        "stories.Story",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead"),
        help_text=_("Empty: the newest story."),
    )
    lead_look = models.CharField(_("look of the lead"), max_length=10, choices=Look, default=Look.PICTURE)
    lead_until = models.DateTimeField(
        _("leads until"), null=True, blank=True, help_text=_("After that, the newest story leads.")
    )
    below = BlocksField(
        Rows,
        blank=True,
        verbose_name=_("rows"),
        help_text=_("None: every section, in the navigation’s order."),
    )

    base_form_class = FrontForm
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["stories.Archive", "front.InfoPage"]
    content_panels = [
        DanglingPanel(),
        FieldPanel("title", help_text=_("For the desk; readers see the newspaper’s name.")),
        MultiFieldPanel([FieldPanel("lead"), FieldPanel("lead_look"), FieldPanel("lead_until")], _("Lead")),
        InlinePanel(
            "secondary",
            heading=_("Secondary"),
            label=_("Story"),
            help_text=_("Too few: the newest stories follow."),
        ),
        FieldPanel("below"),
        InlinePanel(
            "picks",
            heading=_("Editors’ Picks"),
            label=_("Story"),
            help_text=_("On the front page and beside every story. None: what stands at the top of the front page."),
        ),
    ]
    promote_panels: list[Any] = []
    settings_panels = [GoLivePanel()]

    class Meta:
        verbose_name = _("front page")

    @property
    def address(self) -> str:
        return Edition(self.locale.language_code).path("/")

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

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        """The front page for readers, who ask for it in its own language; not rendered yet."""
        return TemplateResponse(request, "front/front_page.html", self.get_context(request))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The front page in its own language, whichever the desk speaks."""
        with translation.override(self.locale.language_code):
            return self.serve(request).render()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {"page": self, "request": request}
