"""Pages about the newspaper itself: who makes it, by which rules, with whose money."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from freesheet.doors.press.pressed import Pressed
from freesheet.kit import addresses
from freesheet.kit.editions import Edition, languages
from freesheet.public.front import keys
from freesheet.public.masthead.form.dangling import DanglingPanel, WithoutDangling
from freesheet.public.masthead.form.headline_panel import ADDRESS_AND_SEARCH, headline_panel
from freesheet.public.masthead.keys import translations_key
from freesheet.public.masthead.models import Section
from freesheet.public.masthead.slugs import SlugForm, SluggedByHeadline
from freesheet.public.masthead.staff import staff_list
from freesheet.public.stories.body.blocks import Body
from freesheet.public.stories.pasting.panel import PastingPanel
from freesheet.public.theme.fields import BlocksField


class InfoBody(Body):
    """A story's blocks but for embeds: these pages ask nothing of anybody."""

    embed = None  # type: ignore[assignment]  # how Wagtail takes a block out again


class InfoPage(SluggedByHeadline, WithoutDangling, Pressed, Page):
    """One page about the newspaper, at /slug/ of its edition."""

    owner_kind = keys.INFO_PAGE

    class Kind(models.TextChoices):
        ABOUT = "about", _("About us")
        MASTHEAD = "masthead", _("Who we are: with the list of staff")
        ETHICS = "ethics", _("Ethics and corrections")
        FUNDING = "funding", _("Ownership and funding")
        CONTACT = "contact", _("Contact: with the imprint")
        ACCESSIBILITY = "accessibility", _("Accessibility statement")
        PRIVACY = "privacy", _("Privacy")
        OTHER = "other", _("Something else")

    kind = models.CharField(
        _("kind"), max_length=16, choices=Kind, default=Kind.OTHER, help_text=_("Tells machines what this page is.")
    )
    standfirst = models.TextField(_("standfirst"), blank=True, max_length=400)
    body = BlocksField(InfoBody, blank=True, verbose_name=_("body"))

    base_form_class = SlugForm
    parent_page_types = ["front.FrontPage"]
    subpage_types: list[str] = []
    content_panels = [
        DanglingPanel(),
        headline_panel(_("Such as “Who we are”. The address is made of it until readers have it.")),
        FieldPanel("kind"),
        FieldPanel("standfirst"),
        PastingPanel("body"),
    ]
    promote_panels = [ADDRESS_AND_SEARCH]
    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.SearchField("body")]

    class Meta:
        verbose_name = _("info page")
        verbose_name_plural = _("info pages")

    @property
    def address(self) -> str:
        return Edition(self.locale.language_code).path(f"/{self.slug}/")

    @property
    def schema(self) -> str:
        """schema.org's name of such a page."""
        return SCHEMAS.get(self.Kind(self.kind), "WebPage")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return (parts[0], settings.SITE_URL, self.address) if parts else None

    def places(self) -> dict[str, str | None]:
        return {self.key: self.address if self.live else None}

    def lists(self) -> set[str]:
        """The info pages of its edition, and the language switch of its translations."""
        if not self.live:
            return set()
        return {keys.info_pages_key(self.locale.language_code), translations_key(self.translation_key)}

    def shows_on_pages(self, update_fields: list[str] | None) -> bool:
        return update_fields is None

    def clean(self) -> None:
        super().clean()
        if addresses.is_reserved(self.slug, languages()):
            raise ValidationError({"slug": _("This word is kept for other addresses of the site. Choose another.")})
        if self.locale_id and Section.objects.filter(slug=self.slug, locale_id=self.locale_id).exists():
            raise ValidationError({"slug": _("A section already has this address.")})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Its page, for readers."""
        response = TemplateResponse(request, "front/info.html", self.get_context(request))
        response.text_template = "front/text/info.html"  # type: ignore[attr-defined]
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        with translation.override(self.locale.language_code):
            return self.serve(request).render()  # type: ignore[attr-defined]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        listed = staff_list(self.locale.language_code) if self.kind == self.Kind.MASTHEAD else []
        return {"page": self, "staff": listed, "request": request}


SCHEMAS = {
    InfoPage.Kind.ABOUT: "AboutPage",
    InfoPage.Kind.MASTHEAD: "AboutPage",
    InfoPage.Kind.CONTACT: "ContactPage",
}
