"""The room's place in Django."""

from django.apps import AppConfig


class OutsideRoom(AppConfig):
    name = "freesheet.outside"
    default_auto_field = "django.db.models.BigAutoField"
