"""The room's place in Django."""

from django.apps import AppConfig


class PicturesRoom(AppConfig):
    name = "freesheet.pictures"
    default_auto_field = "django.db.models.BigAutoField"
