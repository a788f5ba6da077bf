"""The room's place in Django."""

from django.apps import AppConfig


class DeskRoom(AppConfig):
    name = "freesheet.desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.desk import inline_scripts

        inline_scripts.replace()
