"""An issue's mails, one row a recipient, and what they are sent by.

Owns    Plate, Delivery, Bundle, Bucket
Rule    prepared = accepted + failed + skipped + uncertain when an issue is finished (promise 8)
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from freesheet.private.newsletters.models.issue import Issue
from freesheet.private.newsletters.models.subscription import Subscription
from freesheet.work.models import Due


class Plate(models.Model):
    """An issue as it was rendered when it was sent: what every copy is made from, whoever sends it and when.

    text, html      the mail's parts, with slots (mailroom.stencil) for what is each reader's own
    """

    issue = models.OneToOneField(Issue, models.CASCADE, related_name="plate")
    text = models.TextField()
    html = models.TextField()

    def __str__(self) -> str:
        return str(self.issue_id)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> "DeliveryQuerySet":
        return self.filter(fate=Delivery.Fate.WAITING)

    def tallied(self) -> dict[str, int]:
        """How many came to what; every fate stands in it."""
        counted = dict(self.values_list("fate").annotate(count=models.Count("pk")).order_by())
        return {fate: counted.get(fate, 0) for fate in Delivery.Fate.values}

    def returns(self) -> dict[str, int]:
        """How many came back, by kind; every kind stands in it."""
        counted = dict(self.exclude(returned="").values_list("returned").annotate(count=models.Count("pk")).order_by())
        return {kind: counted.get(kind, 0) for kind in Delivery.Returned.values if kind}


class Delivery(models.Model):
    """One issue's mail to one reader.

    bundle      number of the bundle it is sent with
    at          when its fate was last noted
    words       what the relay said, where it did not take it
    tries       how often it was deferred
    returned    how it came back after it was accepted, if it did
    """

    class Fate(models.TextChoices):
        WAITING = "", _("waiting")
        UNDER_WAY = "under way", _("under way")
        ACCEPTED = "accepted", _("accepted")
        FAILED = "failed", _("failed")
        SKIPPED = "skipped", _("skipped")
        UNCERTAIN = "uncertain", _("uncertain")

    class Returned(models.TextChoices):
        NOT = "", _("did not come back")
        HARD = "hard", _("came back: the address is gone")
        SOFT = "soft", _("came back: not this time")
        COMPLAINT = "complaint", _("complained of")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="deliveries")
    subscription = models.ForeignKey(Subscription, models.SET_NULL, null=True, related_name="deliveries")
    bundle = models.PositiveIntegerField()
    fate = models.CharField(max_length=10, choices=Fate, blank=True, default=Fate.WAITING)
    at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=300, blank=True)
    returned = models.CharField(max_length=9, choices=Returned, blank=True, default="", db_default="")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "subscription"], name="one_delivery_per_issue_and_subscription")
        ]
        indexes = [
            models.Index(fields=["issue", "bundle", "fate"], name="newsletters_in_bundle"),
            models.Index(fields=["issue"], condition=models.Q(fate="uncertain"), name="newsletters_uncertain"),
            models.Index(fields=["issue", "returned"], condition=~models.Q(returned=""), name="newsletters_returned"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.pk}"


class Bundle(Due):
    """Up to a thousand of an issue's deliveries, claimed and sent together."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="bundles")
    number = models.PositiveIntegerField()

    class Meta(Due.Meta):
        constraints = [models.UniqueConstraint(fields=["issue", "number"], name="one_bundle_per_number")]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.number}"


class Bucket(models.Model):
    """How many mails left in one slice of time, for limits that hold in every window whoever sends."""

    scope = models.CharField(max_length=80)
    slice = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "slice"], name="one_bucket_per_slice")]

    def __str__(self) -> str:
        return f"{self.scope} {self.slice}"
