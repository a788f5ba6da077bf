"""The room's place in Django."""

from django.apps import AppConfig


class WorkRoom(AppConfig):
    name = "freesheet.work"

    def ready(self) -> None:
        from freesheet.work.kinds import register
        from freesheet.work.schedule import CHORES

        register(CHORES)
