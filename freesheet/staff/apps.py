"""The room's place in Django."""

from django.apps import AppConfig


class StaffRoom(AppConfig):
    name = "freesheet.staff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.staff import receivers  # noqa: F401 (connects them)
