"""What stories lead to on other sites."""

from django.db import models

from freesheet.work.models import Due

LONGEST_URL = 1000


class OutboundLink(Due):
    """An address on another site that some story leads to; due until it was asked."""

    class State(models.TextChoices):
        UNKNOWN = "unknown"
        THERE = "there"
        GONE = "gone"
        SILENT = "silent"

    url = models.CharField(max_length=LONGEST_URL, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.UNKNOWN)
    asked_at = models.DateTimeField(null=True)

    class Meta(Due.Meta):
        pass

    def __str__(self) -> str:
        return self.url
