"""Briefs: short news, newest first, each with an address that lasts.

Owns    Brief
"""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.search import index

from freesheet.doors.press.pressed import Pressed
from freesheet.kit import addresses
from freesheet.kit.editions import Edition
from freesheet.public.newsfeed import keys
from freesheet.public.newsfeed.pages import DayPage
from freesheet.public.stories.models import Story

PINNED_AT_MOST = 3
_EMPTY_LINES = re.compile(r"\n\s*\n")


class BriefQuerySet(models.QuerySet["Brief"]):
    def readable(self, language: str) -> "BriefQuerySet":
        """Briefs of an edition that have not been withdrawn."""
        return self.filter(locale__language_code=language, withdrawn_at=None)

    def newest(self) -> "BriefQuerySet":
        return self.order_by("-posted_at", "-pk")

    def with_faces(self) -> "BriefQuerySet":
        """Along with all that a page shows of them, in one query."""
        return self.select_related("locale", "section__locale", "picture", "story__locale")


class Brief(index.Indexed, Pressed):
    """One short piece of news: a bold lead, perhaps some text, a picture, a source, a story. Its page is /news/<id>/.

    updated_at      when its words changed after it was posted, which readers are told
    pinned_at       since when it stands above the others
    breaking_at     since when it is marked as breaking
    withdrawn_at    since when it is taken back: its page answers 410
    """

    owner_kind = keys.BRIEF

    locale = models.ForeignKey(Locale, models.PROTECT, related_name="+", verbose_name=_("edition"))
    lead = models.CharField(_("lead"), max_length=160, help_text=_("The news in one sentence; it stands in bold."))
    text = models.TextField(_("text"), blank=True, max_length=2000, help_text=_("An empty line parts paragraphs."))
    section = models.ForeignKey(
        "masthead.Section", models.SET_NULL, null=True, blank=True, related_name="briefs", verbose_name=_("section")
    )
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    source_name = models.CharField(_("source"), max_length=120, blank=True)
    source_url = models.URLField(_("link to the source"), max_length=500, blank=True)
    story = models.ForeignKey(
        "stories.Story",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="briefs",
        verbose_name=_("story"),
        help_text=_("Where readers find more."),
    )
    posted_at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    updated_at = models.DateTimeField(null=True, editable=False)
    pinned_at = models.DateTimeField(null=True, editable=False)
    breaking_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = BriefQuerySet.as_manager()

    search_fields = [
        index.SearchField("lead"),
        index.AutocompleteField("lead"),
        index.SearchField("text"),
        index.FilterField("locale_id"),
    ]

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("briefs")
        indexes = [models.Index(fields=["locale", "-posted_at", "-id"], name="newsfeed_newest")]

    def __str__(self) -> str:
        return self.lead

    @property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def address(self) -> str:
        return Edition(self.language).path(f"/news/{self.pk}/")

    @property
    def day(self) -> DayPage:
        return DayPage.of(self.language, self.posted_at)

    @property
    def modified_at(self) -> datetime:
        return self.updated_at or self.posted_at

    def shown_keys(self) -> list[str]:
        """Keys of all that one sees of it; its picture touches itself."""
        return [self.key, *(thing.key for thing in (self.section, self.story) if thing)]

    @property
    def paragraphs(self) -> list[str]:
        """Its text's parts, as empty lines part them."""
        return [part.strip() for part in _EMPTY_LINES.split(self.text) if part.strip()]

    @property
    def readable_story(self) -> Story | None:
        """The story it leads to, if that can be read now."""
        return self.story if self.story and self.story.live else None

    def places(self) -> dict[str, str | None]:
        """Its own page, and its day's: a day comes into being with its first brief."""
        here: dict[str, str | None] = {self.key: None if self.withdrawn_at else self.address}
        return here if self.withdrawn_at else here | {self.day.key: self.day.address}

    def lists(self) -> set[str]:
        if self.withdrawn_at:
            return set()
        return {keys.briefs_key(self.language), self.day.list_key}

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        if self.posted_at and self.posted_at > timezone.now():
            wrong["posted_at"] = _("This is still to come. Briefs are posted when they are known.")
        words = _("This belongs to another edition. Choose one of the brief's own language.")
        if self.locale_id and self.section and self.section.locale_id != self.locale_id:
            wrong["section"] = words
        if self.locale_id and self.story and self.story.locale_id != self.locale_id:
            wrong["story"] = words
        if self.picture and (problems := self.picture.problems()):
            wrong["picture"] = problems
        if self.source_url and not addresses.leads_somewhere(self.source_url):
            wrong["source_url"] = _("Write a link that begins with https:// or http://.")
        if wrong:
            raise ValidationError(wrong)
