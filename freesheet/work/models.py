"""Rows that are due: the one mechanism for everything that has to be done later.

Owns    Due (abstract), Chore (one line of the schedule)
Rule    a due row is committed in the same transaction as what caused it
"""

from typing import Self, TypeVar

from django.db import models
from django.utils import timezone

Row = TypeVar("Row", bound="Due")


class DueQuerySet(models.QuerySet[Row]):
    def due(self) -> Self:
        """Rows whose time has come, leased or not."""
        return self.filter(due_at__lte=timezone.now())

    def failing(self) -> Self:
        """Rows whose last try ended in an error and which wait for the next."""
        return self.filter(due_at__isnull=False).exclude(error="")


class Due(models.Model):
    """A row that somebody must do something with at due_at; null when nothing is due.

    lease_until   a worker has it until then; past it, anybody may take it over
    attempts      failed tries since it became due
    epoch         grows whenever the row is made due or claimed, so a late worker sees that it lost the row
    error         the last failure in words, for the desk; empty when the last try went well
    """

    due_at = models.DateTimeField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveIntegerField(default=0, editable=False)
    epoch = models.PositiveBigIntegerField(default=0, editable=False)
    error = models.TextField(blank=True, default="", editable=False)

    objects = DueQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(due_at__isnull=False),
                name="%(app_label)s_%(class)s_due",
            )
        ]


class Chore(Due):
    """One line of the schedule (config/schedule.py): due again as soon as it is done."""

    name = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name
