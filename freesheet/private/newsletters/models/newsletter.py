"""A newsletter: what readers sign up for, and who it comes from.

Owns    Newsletter
Rule    one language each; its page and its place in the list are pressed
"""

import re
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from freesheet.doors.press import actions as press
from freesheet.doors.press.pressed import Pressed
from freesheet.kit.editions import Edition
from freesheet.private.newsletters import keys
from freesheet.private.newsletters.issue.blocks import IssueBody
from freesheet.private.newsletters.sending.rhythm import Rhythm, WeekdaysField, known_zone
from freesheet.private.newsletters.signals import newsletter_saved
from freesheet.public.masthead.models import Author, addressable, colour, imprint
from freesheet.public.syndication.keys import FEED
from freesheet.public.theme.fields import BlocksField

SHELVED_BY = ("slug", "locale_id", "audience", "has_archive")
"""What says where its issues live."""
WORDS_OF_OURS: frozenset[str] = frozenset({"sign-up", "confirm", "signed-up", "read"})
LIST_BLOCKS = frozenset({"stories", "briefs"})
"""Blocks that find by themselves what they show."""
WORDS_IN_SUBJECT = frozenset({"headline", "date", "weekday", "newsletter"})
_BRACED = re.compile(r"{(\w*)}")


def fillable(pattern: str) -> None:
    if unknown := set(_BRACED.findall(pattern)) - WORDS_IN_SUBJECT:
        raise ValidationError(_("Nothing is known to stand for {%(word)s}.") % {"word": min(unknown)})


class NewsletterQuerySet(models.QuerySet["Newsletter"]):
    def listed(self, language: str) -> "NewsletterQuerySet":
        """Those that an edition's readers can sign up for, as they stand in the list."""
        here = self.filter(locale__language_code=language, closed_at=None)
        return here.select_related("locale", "host", "host__portrait").order_by("order", "name")


class Newsletter(Pressed):
    """One series of mails.

    group       the heading under which it stands in the list
    frequency   in words, such as "Weekdays at 7"
    accent      empty: the imprint's
    rhythm_…    when it writes issues by itself (rhythm.py), and what stands in them
    closed_at   since when nobody can sign up any more
    """

    owner_kind = keys.NEWSLETTER

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        MEMBERS = "members", _("Members only")

    locale = models.ForeignKey(Locale, models.PROTECT, verbose_name=_("edition"), related_name="+")
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=60, validators=[addressable])
    description = models.TextField(_("description"), blank=True, help_text=_("What a reader gets, in a sentence."))
    group = models.CharField(_("heading in the list"), max_length=60, blank=True)
    frequency = models.CharField(_("how often"), max_length=60, blank=True, help_text=_("Such as: weekdays at 7."))
    host = models.ForeignKey(Author, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("host"))
    sender_name = models.CharField(_("sender’s name"), max_length=80, blank=True, help_text=_("Empty: its name."))
    sender_email = models.EmailField(
        _("sender’s address"), blank=True, help_text=_("Empty: the address of the install, FREESHEET_MAIL_FROM.")
    )
    reply_to = models.EmailField(_("replies go to"), blank=True)
    accent = models.CharField(_("accent colour"), max_length=7, blank=True, validators=[colour])
    header = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture at the head"),
    )
    audience = models.CharField(_("for"), max_length=8, choices=Audience, default=Audience.PUBLIC)
    has_archive = models.BooleanField(_("past issues can be read on the site"), default=True)
    order = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    closed_at = models.DateTimeField(_("closed since"), null=True, blank=True)

    rhythm_days = WeekdaysField(_("days"), max_length=7, blank=True)
    rhythm_at = models.TimeField(
        _("time"), null=True, blank=True, help_text=_("Empty: issues are written by editors only.")
    )
    rhythm_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[known_zone],
        help_text=_("Such as Europe/Kyiv. Empty: the newsroom’s."),
    )
    rhythm_subject = models.CharField(
        _("subject"),
        max_length=120,
        blank=True,
        validators=[fillable],
        help_text=_(
            "{headline} is the first story’s, {date} the day, {weekday} its name, {newsletter} this name. "
            "Empty: the headline."
        ),
    )
    rhythm_body = BlocksField(IssueBody, blank=True, verbose_name=_("what stands in each"))
    rhythm_waits = models.BooleanField(_("waits for an editor’s yes before it is sent"), default=True)

    objects = NewsletterQuerySet.as_manager()

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        ordering: ClassVar = ["order", "name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="one_newsletter_per_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def address(self) -> str:
        return Edition(self.language).path(f"/newsletters/{self.slug}/")

    @property
    def colour(self) -> str:
        return self.accent or imprint(self.language).accent

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.rhythm_zone or settings.TIME_ZONE)

    @property
    def rhythm(self) -> Rhythm | None:
        """When it makes issues by itself; None if it does not."""
        if self.closed_at or self.rhythm_at is None or not self.rhythm_days:
            return None
        return Rhythm(self.rhythm_days, self.rhythm_at, self.zone)

    @property
    def is_archived(self) -> bool:
        """Whether everybody may read its past issues on the site."""
        return self.has_archive and self.audience == self.Audience.PUBLIC

    @property
    def feed(self) -> str:
        """The path of its issues' feed."""
        return f"{self.address}feed.rss"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Where its issues can be read follows it."""
        before = Newsletter.objects.filter(pk=self.pk).values_list(*SHELVED_BY).first()
        super().save(*args, **kwargs)
        newsletter_saved.send(Newsletter, newsletter=self)
        if before and before != Newsletter.objects.values_list(*SHELVED_BY).get(pk=self.pk):
            issues = self.issues.exclude(frozen_at=None)
            press.place({owner: path for issue in issues for owner, path in issue.places().items()})

    def places(self) -> dict[str, str | None]:
        return {self.key: self.address, FEED.of(self.key): self.feed if self.is_archived else None}

    def lists(self) -> set[str]:
        return {keys.newsletters_key(self.language)}

    def clean(self) -> None:
        super().clean()
        if self.slug in WORDS_OF_OURS:
            raise ValidationError({"slug": _("This word is kept for other addresses of the site. Choose another.")})
        for name in ("sender_email", "reply_to"):
            if not getattr(self, name).isascii():
                raise ValidationError({name: _("Write its domain as mail carries it, in Latin letters: xn--….")})
        if self.rhythm_at is None:
            return
        if not self.rhythm_days:
            raise ValidationError({"rhythm_days": _("Tick at least one day.")})
        if not any(block.block_type in LIST_BLOCKS for block in self.rhythm_body):
            raise ValidationError({"rhythm_body": _("Put in a list of stories or briefs: there is nothing new else.")})


def newsletters_path(language: str) -> str:
    """The page that lists them."""
    return Edition(language).path("/newsletters/")
