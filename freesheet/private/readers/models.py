"""Readers: an e-mail address, proven or not yet, and how its owner comes in.

Owns    Reader, SignIn, ReaderSession
Rule    a reader is no user of the desk: nothing here opens it
Source  promise 32 (links and codes), 34 (nobody learns who reads us)
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from freesheet.doors.mailroom.models import Suppression
from freesheet.kit.email import normal
from freesheet.work.models import Due, DueQuerySet

if TYPE_CHECKING:
    from datetime import datetime

CODE_TRIES = 5
SESSION_LASTS = timedelta(days=60)


class ReaderQuerySet(models.QuerySet["Reader"]):
    def at(self, email: str) -> "Reader":
        """The reader of that address, made if there is none."""
        reader, made = self.get_or_create(email=normal(email))
        if made and (kept_out := Suppression.objects.of(reader.email).first()):
            reader.suppressed_at = kept_out.since
            reader.save(update_fields=["suppressed_at"])
        return reader

    def known_at(self, email: str) -> "Reader | None":
        return self.filter(email=normal(email)).first()


class Reader(models.Model):
    """An address that gets our mail or has asked for it.

    email       normal form (kit.email), ASCII: an international domain in its xn-- form
    language    an edition's code, for mails and the reader's own page
    proven_at   when somebody first showed that they read mail there: a link followed or a code typed; or brought in
                by an import that says so
    suppressed_at   since when the mailroom sends nothing there: its own rows say so, this is for lists of readers
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=12, default=settings.LANGUAGE_CODE)
    since = models.DateTimeField(_("since"), default=timezone.now)
    proven_at = models.DateTimeField(_("proven"), null=True, blank=True)
    suppressed_at = models.DateTimeField(_("gets no mail since"), null=True, blank=True, editable=False)

    objects = ReaderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        indexes = [
            models.Index(fields=["-since", "-id"], name="readers_newest"),
            models.Index(fields=["-since", "-id"], condition=models.Q(proven_at=None), name="readers_unproven"),
            models.Index(
                fields=["-since", "-id"], condition=models.Q(suppressed_at__isnull=False), name="readers_suppressed"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def prove(self) -> None:
        """Note that somebody reads mail at this address; the first time counts."""
        if self.proven_at is None:
            self.proven_at = timezone.now()
            self.save(update_fields=["proven_at"])


class SignInQuerySet(DueQuerySet["SignIn"]):
    def open(self) -> "SignInQuerySet":
        """Those that could still let somebody in."""
        return self.filter(used_at=None, ended_at=None, until__gt=timezone.now(), tries__lt=CODE_TRIES).exclude(
            token_hash=None
        )


class SignIn(Due):
    """That somebody wants to come in as the owner of an address; a worker mails link and code if it is a reader's.

    handle      stands in the form that asks for the code; tells nothing
    email       what was typed, until a worker has seen to it
    tries       wrong codes typed
    ended_at    when a newer one, or the reader's going, ended it
    """

    handle = models.CharField(max_length=43, unique=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=12)
    reader = models.ForeignKey(Reader, models.CASCADE, null=True, related_name="sign_ins")
    token_hash = models.CharField(max_length=64, null=True, unique=True)
    code_hash = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = SignInQuerySet.as_manager()  # type: ignore[misc]  # Due declares its own as the class's

    class Meta(Due.Meta):
        pass

    def __str__(self) -> str:
        return f"sign-in {self.pk}"


class ReaderSession(models.Model):
    """A browser in which a reader is signed in, known by the hash of its cookie."""

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="sessions")
    key_hash = models.CharField(max_length=64, unique=True)
    begun_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"session {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.until <= timezone.now()


def session_ends() -> "datetime":
    return timezone.now() + SESSION_LASTS
