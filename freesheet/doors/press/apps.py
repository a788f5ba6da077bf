"""The room's place in Django."""

from django.apps import AppConfig


class PressRoom(AppConfig):
    name = "freesheet.doors.press"

    def ready(self) -> None:
        from freesheet.doors.press import receivers  # noqa: F401 (importing connects them)
        from freesheet.doors.press.work import STALE_SHEETS
        from freesheet.work.kinds import register

        register(STALE_SHEETS)
