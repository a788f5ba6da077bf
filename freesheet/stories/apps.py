"""The room's place in Django."""

from django.apps import AppConfig


class StoriesRoom(AppConfig):
    name = "freesheet.stories"
    default_auto_field = "django.db.models.BigAutoField"
