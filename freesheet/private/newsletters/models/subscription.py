"""That a reader wants a newsletter, and how we know.

Owns    SignUp, Subscription, Consent
Rule    nobody is subscribed before a button on a mailed page was pressed
Source  GDPR Art. 7(1): we must be able to show that a reader consented
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from freesheet.private.newsletters.models.newsletter import Newsletter
from freesheet.private.readers.models import Reader
from freesheet.work.models import Due


class NotPending(Exception):
    """It is confirmed already, or has ended."""


class SignUp(Due):
    """A form filled in: an address and the newsletters ticked; a worker looks who that is and mails the question.

    email       what was typed, until a worker has seen to it
    reader      since then
    form        where on the site it stood, and path the page
    wording     what the form said the reader agrees to
    solved      whether the browser did the work that a flood asks for
    """

    email = models.CharField(max_length=254, blank=True)
    reader = models.ForeignKey(Reader, models.CASCADE, null=True, related_name="sign_ups")
    newsletters = models.ManyToManyField(Newsletter, related_name="+")
    language = models.CharField(max_length=12)
    form = models.CharField(max_length=20)
    path = models.CharField(max_length=512, blank=True)
    wording = models.TextField()
    solved = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta(Due.Meta):
        pass

    def __str__(self) -> str:
        return f"sign-up {self.pk}"


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def live(self) -> "SubscriptionQuerySet":
        return self.filter(ended_at=None)

    def pending(self) -> "SubscriptionQuerySet":
        return self.live().filter(confirmed_at=None)

    def confirmed(self) -> "SubscriptionQuerySet":
        """Who gets mail."""
        return self.live().filter(confirmed_at__isnull=False)


class Subscription(models.Model):
    """One reader's wish to get one newsletter: pending → confirmed → ended.

    ended_from      the issue by whose link the reader left
    """

    class Ended(models.TextChoices):
        READER = "reader", _("by the reader")
        BOUNCE = "bounce", _("mail to them bounces")
        COMPLAINT = "complaint", _("they complained")
        STAFF = "staff", _("by the newsroom")

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="subscriptions")
    newsletter = models.ForeignKey(Newsletter, models.PROTECT, related_name="subscriptions")
    source = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, choices=Ended, blank=True)
    ended_from = models.ForeignKey(
        "newsletters.Issue", models.SET_NULL, null=True, blank=True, related_name="departures", editable=False
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "newsletter"], condition=Q(ended_at=None), name="one_live_subscription_per_reader"
            )
        ]
        indexes = [
            models.Index(
                fields=["newsletter", "reader"],
                condition=Q(ended_at=None, confirmed_at__isnull=False),
                name="newsletters_audience",
            )
        ]

    def __str__(self) -> str:
        return f"{self.newsletter}: {self.pk}"

    @property
    def is_pending(self) -> bool:
        return self.ended_at is None and self.confirmed_at is None

    def confirm(self) -> None:
        if not self.is_pending:
            raise NotPending(self.pk)
        self.confirmed_at = timezone.now()
        self.save(update_fields=["confirmed_at"])

    def end(self, by: Ended, *, issue: int | None = None) -> None:
        """Nothing happens to one that has ended."""
        if self.ended_at is None:
            self.ended_at, self.ended_by, self.ended_from_id = timezone.now(), by, issue
            self.save(update_fields=["ended_at", "ended_by", "ended_from"])


class Consent(models.Model):
    """One line of proof: what somebody agreed to or took back, when, where and in which words."""

    class Act(models.TextChoices):
        ASKED = "asked", _("asked for it")
        CONFIRMED = "confirmed", _("confirmed")
        WITHDRAWN = "withdrawn", _("withdrew")
        BROUGHT = "brought", _("brought in by the newsroom")

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="consents")
    newsletter = models.ForeignKey(Newsletter, models.PROTECT, related_name="+")
    act = models.CharField(max_length=10, choices=Act)
    at = models.DateTimeField(default=timezone.now)
    form = models.CharField(max_length=20)
    path = models.CharField(max_length=512, blank=True)
    wording = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.at:%Y-%m-%d}"
