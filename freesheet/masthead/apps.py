"""The room's place in Django."""

from django.apps import AppConfig


class MastheadRoom(AppConfig):
    name = "freesheet.masthead"
    default_auto_field = "django.db.models.BigAutoField"
