"""What readers get, one row a path, and what it was made from.

Owns    Sheet, SheetKey, OrderedKey
Rule    a Sheet is due from the moment at which what readers get may differ from what the rows say
"""

from typing import Any

from django.db import models
from django.utils import timezone

from freesheet.doors.press.owners import Rank
from freesheet.work.models import Due


class Sheet(Due):
    """One URL path's response: status, location and digest; stale means due.

    owner     whose address this is, "kind:which"; an owner has at most one path that answers 200, its
              older ones answer 301 to it. A list's page has an owner too.
    digest    hexadecimal BLAKE2b-128 of the response as last written; empty before the first pressing
    location  where a 301 leads: a path on this site
    rank      how soon it is pressed among others that are due (owners.Rank)
    """

    class Status(models.IntegerChoices):
        OK = 200, "200"
        MOVED = 301, "301"
        GONE = 410, "410"

    path = models.CharField(max_length=512, unique=True)
    owner = models.CharField(max_length=120, db_index=True)
    status = models.PositiveSmallIntegerField(choices=Status, default=Status.OK)
    location = models.CharField(max_length=512, blank=True, default="")
    digest = models.CharField(max_length=32, blank=True, default="")
    pressed_at = models.DateTimeField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(choices=Rank, default=Rank.REST, editable=False)

    class Meta(Due.Meta):
        indexes = [
            *Due.Meta.indexes,
            models.Index(fields=["pressed_at"], name="press_sheet_pressed_at"),
            models.Index(fields=["rank", "due_at"], condition=models.Q(due_at__isnull=False), name="press_sheet_rank"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=models.Q(status=200), name="one_live_path_per_owner")
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def stale(self) -> bool:
        return self.due_at is not None


class SheetKey(models.Model):
    """One thing or list that a sheet shows; when it is ordered, the sheet goes stale."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "sheet"], name="one_key_per_sheet")]

    def __str__(self) -> str:
        return f"{self.key} on {self.sheet_id}"


class TransactionNumber(models.Func):
    """The number of the transaction that we are in; 0 on SQLite, which needs none.

    Source  PostgreSQL, 9.27.9: pg_current_xact_id
    """

    template = "CAST(CAST(pg_current_xact_id() AS text) AS bigint)"
    output_field = models.BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="0", **more)


class OrderedKey(models.Model):
    """A thing or list that was ordered: what a process keeps in memory of it is made anew (order_log.py)."""

    key = models.CharField(max_length=120)
    transaction_number = models.BigIntegerField(db_index=True)
    ordered_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.key
