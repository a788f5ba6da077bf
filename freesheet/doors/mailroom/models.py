"""Mails that must leave soon, what came back, and addresses that get none.

Owns    Letter, Suppression, Return, Mailbox
Rule    what a letter says is sealed while it waits and gone once it has left
"""

from collections.abc import Iterable

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from freesheet.kit.email import normal
from freesheet.kit.sealing import keyed_hash, keyed_hashes
from freesheet.work.models import Due, DueQuerySet

ADDRESS_HASH_PURPOSE = b"freesheet.doors.mailroom address 1"


def digest_of(address: str) -> str:
    """The keyed hash by which an address is known where it must not be kept; 64 hexadecimal digits."""
    return keyed_hash(normal(address), ADDRESS_HASH_PURPOSE).hex()


def digests_of(address: str) -> list[str]:
    """The same by today's key, and by each former one."""
    return [digest.hex() for digest in keyed_hashes(normal(address), ADDRESS_HASH_PURPOSE)]


TO_STAFF = {"staff", "trial"}
"""Purposes of letters that go to members of staff."""


class LetterQuerySet(DueQuerySet["Letter"]):
    def failed(self) -> "LetterQuerySet":
        """Refused or uncertain for good, until somebody at the desk has taken note."""
        return self.filter(due_at=None, fate__in=[Letter.Fate.REFUSED, Letter.Fate.UNCERTAIN], noted_at=None)


class Letter(Due):
    """One mail to one person, due from the moment somebody needs it.

    once        asked for again under the same name, it is not mailed again; empty: no such name
    recipient   address in its normal form, by which letters are found
    sealed      address as typed, subject, parts and headers (letters.Content) as a sealed token; empty once it has left
    until       pointless after that moment, as a sign-in code is
    wanted_by_reader    goes to somebody who asked to be forgotten, too: they ask for it themselves now
    answer      what the relay said of a letter that was refused or is uncertain
    noted_at    when somebody at the desk took note of that
    """

    class Fate(models.TextChoices):
        WAITING = "", _("waiting")
        ACCEPTED = "accepted", _("accepted by the relay")
        REFUSED = "refused", _("refused")
        UNCERTAIN = "uncertain", _("uncertain: the line broke before the relay answered")
        SUPPRESSED = "suppressed", _("not sent: this address gets no mail")
        LATE = "late", _("not sent: it would have come too late")

    once = models.CharField(max_length=120, null=True, unique=True)
    purpose = models.CharField(max_length=40)
    recipient = models.CharField(max_length=254, db_index=True)
    sealed = models.TextField(blank=True)
    until = models.DateTimeField(null=True, blank=True)
    wanted_by_reader = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    fate = models.CharField(max_length=12, choices=Fate, blank=True, default=Fate.WAITING)
    answer = models.CharField(max_length=500, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = LetterQuerySet.as_manager()  # type: ignore[misc]  # Due declares its own as the class's

    class Meta(Due.Meta):
        indexes = [*Due.Meta.indexes, models.Index(fields=["purpose", "asked_at"], name="mailroom_asked")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

    @property
    def is_suppressed(self) -> bool:
        """Never of staff's own: a bounce must not lock them out."""
        if self.purpose in TO_STAFF:
            return False
        against = Suppression.objects.of(self.recipient)
        if self.wanted_by_reader:
            against = against.exclude(reason=Suppression.Reason.ERASED)
        return against.exists()


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def among(self, addresses: Iterable[str]) -> set[str]:
        """Those of these addresses that get no mail."""
        known = {digest: address for address in addresses for digest in digests_of(address)}
        return {known[digest] for digest in self.filter(digest__in=known).values_list("digest", flat=True)}

    def of(self, address: str) -> "SuppressionQuerySet":
        """Whatever key the newsroom had when it was noted."""
        return self.filter(digest__in=digests_of(address))


class Suppression(models.Model):
    """That an address gets no mail from us, known by its keyed hash alone: it outlives the reader's erasure."""

    class Reason(models.TextChoices):
        BOUNCE = "bounce", _("mail to it bounces")
        COMPLAINT = "complaint", _("complained of our mail")
        ERASED = "erased", _("asked to be forgotten")
        STAFF = "staff", _("set by the newsroom")

    digest = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=12, choices=Reason)
    since = models.DateTimeField(default=timezone.now)
    words = models.CharField(max_length=500, blank=True, help_text=_("What the receiving server said."))

    objects = SuppressionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.get_reason_display()


class ReturnQuerySet(DueQuerySet["Return"]):
    def tallied(self) -> dict[str, int]:
        """How many of each kind; every kind stands in it."""
        counted = dict(self.values_list("kind").annotate(count=models.Count("pk")).order_by())
        return {kind: counted.get(kind, 0) for kind in Return.Kind.values}


class Return(Due):
    """That a mail of ours came back, or that somebody complained of it; due until what follows is seen to.

    once            the same news told again, by whatever way, counts once
    way             by which it came: "command", "mailbox", or a provider's name
    origin, number  whose mail it was (proofs.py); empty where a provider names the address alone
    address         as a provider named it, until a worker has seen to it
    digest          since then: whose it was, by keyed hash
    code, words     the receiving server's
    """

    class Kind(models.TextChoices):
        HARD = "hard", _("gone for good")
        SOFT = "soft", _("not this time")
        COMPLAINT = "complaint", _("complaint")

    once = models.CharField(max_length=64, unique=True)
    way = models.CharField(max_length=20)
    origin = models.CharField(max_length=1, blank=True)
    number = models.PositiveBigIntegerField(null=True, blank=True)
    address = models.CharField(max_length=254, blank=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    kind = models.CharField(max_length=9, choices=Kind)
    code = models.CharField(max_length=12, blank=True)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ReturnQuerySet.as_manager()  # type: ignore[misc]  # Due declares its own as the class's

    class Meta(Due.Meta):
        indexes = [*Due.Meta.indexes, models.Index(fields=["origin", "number"], name="mailroom_returned")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class Mailbox(Due):
    """The mailbox to which mail comes back, as often as it is looked into: one row while the install has one.

    read_at     when it last could be read to its end
    """

    name = models.CharField(max_length=20, unique=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta(Due.Meta):
        pass

    def __str__(self) -> str:
        return self.name
