"""Pictures: what a newsroom must know about each, and the files readers get of it.

Owns    Picture, Rendition; with published.py: PublishedFile, Making
Rule    no picture is published without alternative text, unless it is stated to be decorative
Never   an original, or anything of Wagtail's own renditions, on a public page
"""

from typing import Any

from django.core.files.base import ContentFile
from django.core.validators import URLValidator
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.images.rect import Rect
from wagtail.search import index

from freesheet.doors.press.pressed import Pressed
from freesheet.public.pictures import keys
from freesheet.public.pictures.fields import PictureField
from freesheet.public.pictures.files.published import Making
from freesheet.public.pictures.files.variants import VARIANTS, Served, expected_size
from freesheet.public.pictures.metadata.vocabulary import LICENCE_URLS, SYNTHETIC, Licence, SourceType

FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
MADE_FROM = (
    "file",
    *FOCAL_POINT,
    "byline",
    "credit",
    "copyright",
    "licence",
    "licence_url",
    "digital_source_type",
)
"""Fields that readers' files are made from: the pixels, the crop, and what is written into each file."""
NEVER_SHOWN = frozenset({"file_size", "file_hash"})
COARSE_PIXELS = 800


class Picture(Pressed, AbstractImage):
    """A photograph, drawing, map or chart. Wagtail's `description` is its alternative text.

    stated_decorative   Wagtail's AbstractImage sets an attribute `decorative` on every instance, so a field
                        of that name would read False whatever its row says
    srcsets             the files pages show now, by variant and format (variants.described), and "of": the
                        original they were made from; empty until some are made
    unread              names of fields that the file fills with words in letters nobody can tell (facts)
    pulled_at           when an editor took it off the site; it shows nowhere until put back
    """

    owner_kind = keys.PICTURE

    file = PictureField(verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    stated_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the text does not: screen readers skip it."),
    )
    caption = models.TextField(
        _("caption"), blank=True, help_text=_("Who, what, where and when. Readers see it below the picture.")
    )
    byline = models.CharField(_("made by"), max_length=255, blank=True, help_text=_("The photographer or artist."))
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("The credit line as readers see it.")
    )
    source = models.CharField(_("source"), max_length=255, blank=True, help_text=_("Who gave it to us."))
    copyright = models.CharField(_("copyright notice"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=32, blank=True, choices=Licence)
    licence_terms = models.CharField(
        _("terms"), max_length=255, blank=True, help_text=_("What was agreed, such as a date it expires on.")
    )
    licence_url = models.CharField(
        _("licence address"),
        max_length=200,
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("Not needed for Creative Commons: we know those."),
    )
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    digital_source_type = models.CharField(
        _("how it was made"),
        max_length=64,
        blank=True,
        choices=SourceType,
        help_text=_("IPTC's digital source type."),
    )
    srcsets = models.JSONField(default=dict, editable=False)
    unread = models.JSONField(default=list, editable=False)
    pulled_at = models.DateTimeField(null=True, editable=False)

    admin_form_fields = (
        "file",
        "title",
        "description",
        "stated_decorative",
        "caption",
        "credit",
        "byline",
        "source",
        "copyright",
        "licence",
        "licence_terms",
        "licence_url",
        "digital_source_type",
        "taken_at",
        "collection",
        "tags",
        *FOCAL_POINT,
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("caption"),
        index.SearchField("credit"),
        index.SearchField("byline"),
        index.SearchField("source"),
    ]

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    # What readers and editors are told

    @property
    def alt(self) -> str:
        """Alternative text where it stands now: a block's own, or the picture's; empty when decorative."""
        if self.decorative or self.stated_decorative:
            return ""
        return self.contextual_alt_text or self.description

    @property
    def default_alt_text(self) -> str:
        """What Wagtail's choosers fill in; never the title, which is often a file's name."""
        return self.description

    @property
    def described(self) -> bool:
        return bool(self.alt) or self.decorative or self.stated_decorative

    @property
    def licence_address(self) -> str:
        """Where the licence can be read: as typed, or the deed of a well-known one."""
        return self.licence_url or LICENCE_URLS.get(Licence(self.licence), "") if self.licence else self.licence_url

    @property
    def is_synthetic(self) -> bool:
        """Whether readers should be told that no camera saw this."""
        return self.digital_source_type in SYNTHETIC

    def problems(self) -> list[str]:
        """What keeps it from being published, in words; empty when nothing does."""
        words = []
        if not self.described:
            words.append(gettext("It has no alternative text: describe it, or say that it is decorative."))
        if self.pulled_at:
            words.append(gettext("It was taken off the site."))
        return words

    def remarks(self) -> list[str]:
        """What an editor should know and may leave so, in words."""
        making: Making | None = getattr(self, "making", None)
        words = [gettext("It has no credit.")] if not self.credit and not self.stated_decorative else []
        if unread := self.unread_fields():
            names = ", ".join(str(field.verbose_name) for field in self._meta.fields if field.name in unread)
            words.append(
                gettext("The file's own words could not be read: %(fields)s. Write them anew.") % {"fields": names}
            )
        if self.width < COARSE_PIXELS:
            words.append(gettext("It is only %(width)d pixels wide and will look coarse.") % {"width": self.width})
        if making and making.due_at and making.error:
            words.append(gettext("Its files could not be made: %(error)s") % {"error": making.error})
        elif making and making.due_at:
            words.append(gettext("Its files are being made."))
        return words

    def unread_fields(self) -> list[str]:
        """Fields that stand empty because the file's own words for them could not be read."""
        return [name for name in self.unread if not getattr(self, name)]

    # Readers' files

    def files(self, variant: str, kind: str) -> list[Served]:
        """One variant's files ("full", "card", …) of one format ("avif", "webp", "jpeg"), narrowest first."""
        return [Served(*size) for size in self.srcsets.get("variants", {}).get(variant, {}).get(kind, [])]

    def best(self, variant: str, *, at_most: int | None = None) -> Served | None:
        """The widest JPEG of a variant, at most so many pixels wide if any is; None until it is made."""
        files = self.files(variant, "jpeg")
        fitting = [file for file in files if at_most is None or file.width <= at_most] or files[:1]
        return fitting[-1] if fitting else None

    def size_of(self, variant: str) -> tuple[int, int]:
        """Width and height that a variant has, or will have when made."""
        made = self.best(variant)
        return (made.width, made.height) if made else expected_size((self.width, self.height), VARIANTS[variant])

    # Rows

    def shows_on_pages(self, update_fields: list[str] | None) -> bool:
        return update_fields is None or not NEVER_SHOWN.issuperset(update_fields)

    def generate_rendition_file(self, *args: Any, **kwargs: Any) -> ContentFile[bytes]:
        """Wagtail's, with its temporary file closed at once and not when memory is next tidied."""
        made = super().generate_rendition_file(*args, **kwargs)
        with made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)

    def _made_from(self) -> tuple[Any, ...] | None:
        return Picture.objects.filter(pk=self.pk).values_list(*MADE_FROM).first() if self.pk else None

    def _keep_what_others_wrote(self, fields: Any) -> None:
        """A form loaded before a pull, or before the files were made, must not undo either."""
        rows = Picture.objects.select_for_update().filter(pk=self.pk)
        now = rows.values_list("srcsets", "pulled_at").first() if self.pk else None
        if fields is None and now is not None:
            self.srcsets, self.pulled_at = now

    def _keep_focus_inside(self) -> None:
        """What a crop keeps lies in the picture, whatever a form said, and also when a smaller file replaced it."""
        if self.has_focal_point():
            x, width = _inside(self.focal_point_x, self.focal_point_width, self.width)
            y, height = _inside(self.focal_point_y, self.focal_point_height, self.height)
            self.set_focal_point(Rect.from_point(x, y, width, height))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, order the pages that show it, and where need be have its files made anew, all or nothing."""
        fields = kwargs.get("update_fields")
        if fields is not None and not set(MADE_FROM) & set(fields):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            self._keep_what_others_wrote(fields)
            self._keep_focus_inside()
            before = self._made_from()
            super().save(*args, **kwargs)
            if self._made_from() != before and self.pulled_at is None:
                Making.order(self.pk)


def _inside(middle: int, extent: int, side: int) -> tuple[int, int]:
    """Middle and extent of a stretch, in whole pixels, moved and cut so that it lies within 0 and side."""
    extent = min(extent, side)
    reach = -(-extent // 2)
    return max(min(middle, side - reach), reach), extent


class Rendition(AbstractRendition):
    """Wagtail's own renditions, for the desk only; readers get what is pressed."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
