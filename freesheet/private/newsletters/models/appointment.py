"""When something of a newsletter happens by itself.

Owns    Appointment
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from freesheet.private.newsletters.models.issue import Issue
from freesheet.private.newsletters.models.newsletter import Newsletter
from freesheet.work.models import Due


class Appointment(Due):
    """A newsletter's next automatic issue, or an issue whose time to leave has come: one row each.

    moment      what it is for; due_at differs where a try failed
    outcome     of the newsletter's last one, and outcome_at which moment that was
    """

    class Outcome(models.TextChoices):
        SENT = "sent", _("sent")
        HELD = "held", _("waits for a yes")
        NOTHING_NEW = "nothing new", _("left out: there was nothing new")
        NOBODY = "nobody", _("left out: nobody gets it yet")
        MISSED = "missed", _("missed: nothing was running here, and it was too late when it was")

    newsletter = models.OneToOneField(Newsletter, models.CASCADE, null=True, related_name="appointment")
    issue = models.OneToOneField(Issue, models.CASCADE, null=True, related_name="appointment")
    moment = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    outcome_at = models.DateTimeField(null=True)

    class Meta(Due.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(newsletter=None, issue__isnull=False) | Q(newsletter__isnull=False, issue=None),
                name="appointment_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.newsletter or self.issue} {self.moment:%Y-%m-%d %H:%M}"
