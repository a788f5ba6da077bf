"""One mail to all who want a newsletter.

Owns    Issue
Rule    what was sent is not changed any more: once its audience is frozen an issue is read only
"""

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin, RevisionMixin

from freesheet.doors.press.pressed import Pressed
from freesheet.kit.editions import Edition
from freesheet.kit.periods import Period
from freesheet.private.newsletters import keys
from freesheet.private.newsletters.issue.blocks import IssueBody
from freesheet.private.newsletters.models.newsletter import Newsletter
from freesheet.public.masthead.form.dangling import WithoutDangling
from freesheet.public.theme.fields import BlocksField

WRITING_FIELDS = ("newsletter", "subject", "preheader", "body", "written_by")
SENDING_FIELDS = ("segment", "window_minutes", "an_hour", "a_second")
"""What editors write, in two forms; the rest is noted by sending and never written back by a form that was open."""


class AlreadySent(Exception):
    """Somebody has pressed Send before, or the issue was cancelled."""


class IssueQuerySet(models.QuerySet["Issue"]):
    def sent(self) -> "IssueQuerySet":
        """Those that went out and were not called back, the newest first."""
        return self.filter(frozen_at__isnull=False, cancelled_at=None).order_by("-frozen_at", "-pk")


class Issue(WithoutDangling, Pressed, PreviewableMixin, RevisionMixin, models.Model):
    """An issue on its way: written → frozen (its audience fixed) → finished; paused and cancelled between.

    list_members    what its lists came to when it was sent: a block's id → primary keys
    segment         who of the newsletter's readers gets it (segments.py); empty: everybody
    window_minutes  over how long its mails are spread; 0: as fast as they go
    an_hour         mails at most in any hour, 0: no limit beside the install's; a_second: the same for a second
    meant_for       the moment of its newsletter's rhythm for which it was made by itself
    send_at         when it leaves by itself
    prepared        how many readers its audience was
    pause_reason    in words, for the editor
    seen_at         when a worker last sent of it
    refused_in_row  mails that the relay refused one after another
    folded          what its mails came to, since their rows are gone (folding.py)
    """

    owner_kind = keys.ISSUE

    newsletter = models.ForeignKey(Newsletter, models.PROTECT, related_name="issues", verbose_name=_("newsletter"))
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    preheader = models.CharField(
        _("preheader"), max_length=150, blank=True, help_text=_("What inboxes show behind the subject.")
    )
    body = BlocksField(IssueBody, blank=True, verbose_name=_("body"))
    list_members = models.JSONField(default=dict, blank=True, editable=False)
    segment = models.JSONField(default=dict, blank=True)
    window_minutes = models.PositiveIntegerField(_("spread over minutes"), default=0)
    an_hour = models.PositiveIntegerField(_("mails an hour at most"), default=0)
    a_second = models.PositiveIntegerField(_("mails a second at most"), default=0)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    send_at = models.DateTimeField(_("send at"), null=True, blank=True)
    meant_for = models.DateTimeField(null=True, blank=True, editable=False)
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)
    prepared = models.PositiveIntegerField(default=0, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    pause_reason = models.CharField(max_length=300, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    refused_in_row = models.PositiveIntegerField(default=0, editable=False)
    folded = models.JSONField(null=True, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-written_at", "-pk"]
        permissions = [("send_issue", "Can send issue")]
        constraints = [models.UniqueConstraint(fields=["newsletter", "meant_for"], name="one_issue_per_moment")]

    def __str__(self) -> str:
        return self.subject or gettext("Without a subject")

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write what editors write; raises AlreadySent for an issue whose audience is fixed."""
        fields = kwargs.get("update_fields")
        edits = fields is None or bool(set(fields) & {*WRITING_FIELDS, *SENDING_FIELDS})
        if self.pk and not kwargs.get("force_insert") and edits:
            if not Issue.objects.select_for_update().filter(pk=self.pk, frozen_at=None, cancelled_at=None).exists():
                raise AlreadySent(self.pk)
            kwargs["update_fields"] = [*WRITING_FIELDS, *SENDING_FIELDS] if fields is None else fields
        super().save(*args, **kwargs)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("light", _("Mail")), ("dark", _("Mail in dark mode")), ("text", _("Plain text"))]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return f"newsletters/desk/preview/{mode_name}.html"

    @property
    def language(self) -> str:
        return self.newsletter.language

    @property
    def address(self) -> str:
        """Of its archive page, which lasts."""
        return Edition(self.language).path(f"/newsletters/{self.newsletter.slug}/{self.pk}/")

    @property
    def guid(self) -> str:
        """What feeds call it for ever, whatever becomes of its address (RFC 4122, v5)."""
        return f"urn:uuid:{uuid5(NAMESPACE_OID, f'issue {self.pk} {self.written_at.timestamp():.0f}')}"

    @property
    def sent_at(self) -> datetime:
        return self.frozen_at or timezone.now()

    @property
    def year(self) -> int:
        """The volume it belongs to."""
        return Period.year_of(self.sent_at).year

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it on the site."""
        return bool(self.frozen_at) and not self.cancelled_at and self.newsletter.is_archived

    @property
    def state(self) -> str:
        """In one word for editors."""
        noted = [
            (self.cancelled_at, _("cancelled")),
            (self.finished_at, _("sent")),
            (self.paused_at, _("paused")),
            (self.frozen_at, _("on its way")),
            (self.send_at, _("scheduled")),
        ]
        return str(next((words for at, words in noted if at), _("draft")))

    @property
    def is_under_way(self) -> bool:
        return bool(self.frozen_at) and not (self.finished_at or self.cancelled_at or self.paused_at)

    def places(self) -> dict[str, str | None]:
        """Its own page, and its year's: a volume comes into being with its first issue."""
        if not self.frozen_at:
            return {}
        volume = volume_path(self.newsletter, self.year) if self.newsletter.is_archived else None
        return {
            self.key: self.address if self.is_public else None,
            keys.VOLUME.of(self.newsletter_id, self.year): volume,
        }

    def lists(self) -> set[str]:
        if not self.frozen_at:
            return set()
        return {keys.issues_key(self.newsletter_id), keys.VOLUME.of(self.newsletter_id, self.year)}

    def shows_on_pages(self, update_fields: list[str] | None) -> bool:
        return update_fields is None or bool(PUBLIC_FIELDS & set(update_fields))


PUBLIC_FIELDS = {"newsletter", "subject", "preheader", "body", "frozen_at"}


def volume_path(newsletter: Newsletter, year: int) -> str:
    return f"{newsletter.address}year/{year}/"
