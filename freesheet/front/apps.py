"""The room's place in Django."""

from django.apps import AppConfig


class FrontRoom(AppConfig):
    name = "freesheet.front"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.front import receivers  # noqa: F401 (importing connects them)
