"""The room's place in Django."""

from django.apps import AppConfig


class SyndicationRoom(AppConfig):
    name = "freesheet.syndication"
    default_auto_field = "django.db.models.BigAutoField"
