"""Readers' files of pictures, as rows: what is in the store, and what is still to be made.

Owns    PublishedFile, Making
Rule    a row says what the store holds; what pages show stands on the picture itself (srcsets)
"""

from datetime import datetime

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from freesheet.work.models import Due
from freesheet.work.wake import ring


class PublishedFile(Due):
    """One file in the press's store that readers can get, of one picture; due when it must go.

    picture     null when the picture itself was deleted
    path        /media/… by the content of all files made with it, so two rows may name one file: it goes with the last
    """

    picture = models.ForeignKey("pictures.Picture", models.SET_NULL, null=True, related_name="published_files")
    variant = models.CharField(max_length=16)
    format = models.CharField(max_length=8)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size_bytes = models.PositiveIntegerField()
    path = models.CharField(max_length=80, db_index=True)

    class Meta(Due.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "variant", "format", "width"],
                condition=models.Q(due_at=None),
                name="one_published_file_per_size",
            )
        ]

    def __str__(self) -> str:
        return f"{self.variant} {self.width} {self.format}"


class Making(Due):
    """That a picture's files for readers must be made; there is one row per picture."""

    picture = models.OneToOneField("pictures.Picture", models.CASCADE, related_name="making")

    class Meta(Due.Meta):
        pass

    def __str__(self) -> str:
        return f"files of {self.picture_id}"

    @classmethod
    def order(cls, picture_id: int) -> None:
        """Have a picture's files made, anew if they were; committed with what caused it."""
        with transaction.atomic():
            cls.objects.get_or_create(picture_id=picture_id)
            cls._restart(picture_id, due_at=timezone.now())
            transaction.on_commit(ring)

    @classmethod
    def cancel(cls, picture_id: int) -> None:
        """Have no files made of it; who is at it now will find that it lost the row."""
        cls._restart(picture_id, due_at=None)

    @classmethod
    def _restart(cls, picture_id: int, **due: datetime | None) -> None:
        rows = cls._default_manager.filter(picture_id=picture_id)
        rows.update(lease_until=None, attempts=0, error="", epoch=F("epoch") + 1, **due)
