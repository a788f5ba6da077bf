"""Who we are and how we are ordered: imprint, authors, sections, topics.

Owns    Imprint, Author, Section, Topic, SectionEditor
Rule    each is a row per edition (locale); translations share a translation_key
"""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Locale, PreviewableMixin, TranslatableMixin
from wagtail.search import index

from freesheet.doors.press import actions as press
from freesheet.doors.press.pressed import Pressed
from freesheet.kit import addresses
from freesheet.kit.editions import Edition, languages
from freesheet.public.masthead import keys
from freesheet.public.masthead.blocks import Columns, Links
from freesheet.public.masthead.form.accent_panel import AccentPanel
from freesheet.public.masthead.form.meanwhile import MeanwhileForm, MeanwhilePanel
from freesheet.public.masthead.previewing import preview_modes, previewed, shown_instead
from freesheet.public.theme.fields import BlocksField
from freesheet.public.theme.looks.stylesheet import SANS, SERIF, SYSTEM

colour = RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", _("Write a colour as # and six digits, such as #0b5d78."))
addressable = RegexValidator(
    r"\A[A-Za-z0-9][A-Za-z0-9_-]*\Z", _("Begin with a letter or a digit; then letters, digits, - and _ may follow.")
)
INLINE = ["bold", "italic", "link"]


class Addressed(TranslatableMixin, Pressed):
    """A row with a public page of its own at prefix + slug, in its edition."""

    prefix = "/"
    slug = models.SlugField(_("slug"), max_length=80, validators=[addressable])

    base_form_class = MeanwhileForm

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @property
    def address(self) -> str:
        return Edition(self.locale.language_code).path(f"{self.prefix}{self.slug}/")

    def twin(self, locale: Locale) -> Self | None:
        """The same row in another edition, or None if it has none there."""
        found = type(self)._default_manager.filter(translation_key=self.translation_key, locale=locale)
        return found.first()

    def places(self) -> dict[str, str | None]:
        return {self.key: self.address}

    def lists(self) -> set[str]:
        """The language switch of its translations."""
        return {keys.translations_key(self.translation_key)}

    def clean(self) -> None:
        super().clean()
        twin = type(self).objects.filter(slug=self.slug, locale_id=self.locale_id).exclude(pk=self.pk)
        if twin.exists():
            raise ValidationError({"slug": _("Another one already has this address.")})


class Imprint(PreviewableMixin, TranslatableMixin, Pressed):
    """The newspaper's name and looks in one edition."""

    owner_kind = keys.IMPRINT

    class Typeface(models.TextChoices):
        SERIF = SERIF, _("Source Serif")
        SANS = SANS, _("Source Sans")
        SYSTEM = SYSTEM, _("The reader’s own: nothing to load")

    class CorrectionsAt(models.TextChoices):
        TOP = "top", _("At the top of the story")
        FOOT = "foot", _("At the foot of the story")

    name = models.CharField(_("name"), max_length=80, default="Freesheet")
    motto = models.CharField(_("motto"), max_length=160, blank=True)
    description = models.TextField(_("description"), blank=True, help_text=_("For search engines and feeds."))
    town = models.CharField(_("town"), max_length=80, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    accent = models.CharField(_("accent colour"), max_length=7, default="#0b5d78", validators=[colour])
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    logo_dark = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo on dark paper"),
        help_text=_("Empty: the same."),
    )
    social_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for links"),
        help_text=_("Shown where somebody links to a page that has no picture of its own. 1200 by 630 pixels or more."),
    )
    headline_font = models.CharField(_("headlines in"), max_length=8, choices=Typeface, default=Typeface.SERIF)
    text_font = models.CharField(_("text in"), max_length=8, choices=Typeface, default=Typeface.SERIF)
    navigation = BlocksField(
        Links, blank=True, verbose_name=_("navigation"), help_text=_("Nothing: all sections in their order.")
    )
    footer = BlocksField(
        Columns,
        blank=True,
        verbose_name=_("footer"),
        help_text=_("Nothing: a column of sections and one of the pages about the newspaper."),
    )
    footer_note = RichTextField(_("last line of the footer"), features=INLINE, blank=True)
    corrections_at = models.CharField(
        _("corrections stand"), max_length=4, choices=CorrectionsAt, default=CorrectionsAt.FOOT
    )

    base_form_class = MeanwhileForm
    panels = [
        MeanwhilePanel(),
        FieldPanel("name"),
        FieldPanel("motto"),
        FieldPanel("description"),
        FieldPanel("town"),
        FieldPanel("publisher"),
        FieldPanel("contact_email"),
        MultiFieldPanel(
            [
                FieldPanel("logo"),
                FieldPanel("logo_dark"),
                FieldPanel("social_picture"),
                AccentPanel("accent"),
                FieldPanel("headline_font"),
                FieldPanel("text_font"),
            ],
            _("Looks"),
        ),
        FieldPanel("navigation"),
        MultiFieldPanel([FieldPanel("footer"), FieldPanel("footer_note")], _("Footer")),
        FieldPanel("corrections_at"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("imprint")
        verbose_name_plural = _("imprint")
        constraints = [models.UniqueConstraint(fields=["locale"], name="one_imprint_per_edition")]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """Every page shows its edition's imprint, and knows which before there is a row."""
        return keys.IMPRINT.of(self.locale.language_code)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [(mode.name, mode.label) for mode in preview_modes()]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """A page of the edition as it would look with this imprint, not yet saved."""
        return HttpResponse(previewed(self, mode_name))


class Section(index.Indexed, Addressed):
    """A part of the paper, such as Politics. Its page is /slug/."""

    owner_kind = keys.SECTION

    name = models.CharField(_("name"), max_length=80)
    description = models.TextField(_("description"), blank=True)
    colour = models.CharField(_("colour"), max_length=7, blank=True, validators=[colour])
    order = models.PositiveSmallIntegerField(_("order in the navigation"), default=0)

    panels = [
        MeanwhilePanel(),
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("colour"),
        FieldPanel("order"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    class Meta(Addressed.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="one_section_per_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def css_class(self) -> str:
        """Under which the stylesheet knows its colour; a theme may hang more on it."""
        return f"section-{self.pk}"

    def clean(self) -> None:
        super().clean()
        if addresses.is_reserved(self.slug, languages()):
            raise ValidationError({"slug": _("This word is kept for other addresses of the site. Choose another.")})
        if self.locale_id and press.is_taken(self.address, owner=self.key):
            raise ValidationError({"slug": _("A page about the newspaper already has this address.")})

    def lists(self) -> set[str]:
        """The navigation of its edition, and the language switch of its translations."""
        return super().lists() | {keys.sections_key(self.locale.language_code)}


class SectionEditor(models.Model):
    """That a member of staff has a section in their charge; what follows from it is in masthead.charge."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="editors", verbose_name=_("section"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sections_edited")

    class Meta:
        verbose_name = _("section editor")
        verbose_name_plural = _("section editors")
        constraints = [models.UniqueConstraint(fields=["section", "user"], name="one_charge_per_section_and_person")]
        default_permissions = ()
        permissions = [("edit_sections", _("Can edit and publish in the sections in their charge"))]

    def __str__(self) -> str:
        return f"{self.user}: {self.section}"


class Topic(index.Indexed, Addressed):
    """What a story is about, across sections. Its page is /topic/slug/."""

    owner_kind = keys.TOPIC
    prefix = "/topic/"
    name = models.CharField(_("name"), max_length=80)
    description = models.TextField(_("description"), blank=True)

    panels = [MeanwhilePanel(), FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    class Meta(Addressed.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="one_topic_per_address")]

    def __str__(self) -> str:
        return self.name


class AuthorQuerySet(models.QuerySet["Author"]):
    def known_as(self, user: Any, locale: Locale) -> "Author | None":
        """The author in an edition who is this member of staff, by address or name; None if nobody or several are."""
        of_theirs = models.Q(email__iexact=user.email) | models.Q(name__iexact=user.get_full_name())
        found = list(self.filter(of_theirs, locale=locale)[:2])
        return found[0] if len(found) == 1 else None


class Author(index.Indexed, Addressed):
    """Somebody whose name stands over stories; need not be staff. Their page is /author/slug/."""

    owner_kind = keys.AUTHOR
    prefix = "/author/"
    name = models.CharField(_("name"), max_length=120)
    job = models.CharField(_("job"), max_length=120, blank=True)
    bio = RichTextField(_("about"), features=INLINE, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    desk = models.CharField(
        _("desk"),
        max_length=80,
        blank=True,
        help_text=_("Under which heading of the list of staff, such as Editors or Culture. Empty: not on the list."),
    )
    order = models.PositiveSmallIntegerField(_("order in the list of staff"), default=0)
    portrait = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )

    objects = AuthorQuerySet.as_manager()

    panels = [
        MeanwhilePanel(),
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("job"),
        FieldPanel("bio"),
        FieldPanel("email"),
        FieldPanel("portrait"),
        MultiFieldPanel([FieldPanel("desk"), FieldPanel("order")], _("List of staff")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    class Meta(Addressed.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="one_author_per_address")]

    def __str__(self) -> str:
        return self.name


def locale_of(language: str) -> Locale:
    """The Wagtail locale of a language; raises Locale.DoesNotExist."""
    return Locale.objects.get(language_code=language)


def imprint(language: str) -> Imprint:
    """The imprint of an edition; an unsaved default before an editor has written one; in a preview, the one shown."""
    if (unsaved := shown_instead(language)) is not None:
        return unsaved
    imprints = Imprint.objects.select_related("logo", "logo_dark", "social_picture", "locale")
    return imprints.filter(locale__language_code=language).first() or _default(language)


def _default(language: str) -> Imprint:
    fields: dict[str, Any] = {"locale": locale_of(language)}
    return Imprint(**fields)
