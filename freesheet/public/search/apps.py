"""The room's place in Django."""

from django.apps import AppConfig


class SearchRoom(AppConfig):
    name = "freesheet.public.search"
    default_auto_field = "django.db.models.BigAutoField"
