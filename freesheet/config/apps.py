"""The room's place in Django."""

from django.apps import AppConfig


class ConfigRoom(AppConfig):
    name = "freesheet.config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.config import (
            checks,  # noqa: F401 (importing registers them)
            stored_text,
        )

        stored_text.begin()
