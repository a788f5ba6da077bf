"""The room's place in Django."""

from django.apps import AppConfig


class FrontRoom(AppConfig):
    name = "freesheet.front"
    default_auto_field = "django.db.models.BigAutoField"
