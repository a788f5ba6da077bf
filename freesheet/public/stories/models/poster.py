"""The picture over an embed, before it is played."""

from django.db import models

from freesheet.public.stories import keys
from freesheet.work.models import Due


class Poster(Due):
    """The picture over an embed, kept with us; due until it was fetched, without a path until then.

    url     the embed's page, as an editor typed it
    """

    url = models.CharField(max_length=500, unique=True)
    path = models.CharField(max_length=80, blank=True, default="")

    class Meta(Due.Meta):
        pass

    def __str__(self) -> str:
        return self.url

    @property
    def key(self) -> str:
        return keys.POSTER.of(self.pk)
