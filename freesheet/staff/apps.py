"""The room's place in Django."""

from django.apps import AppConfig


class StaffRoom(AppConfig):
    name = "freesheet.staff"

    def ready(self) -> None:
        from freesheet.staff import receivers  # noqa: F401 (connects them)
