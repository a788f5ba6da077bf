"""The room's place in Django."""

from django.apps import AppConfig


class ThemeRoom(AppConfig):
    name = "freesheet.theme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.press.owners import Rank, rank
        from freesheet.theme import checks, receivers  # noqa: F401 (importing registers and connects them)
        from freesheet.theme.pressing import PREFIX

        rank({PREFIX: Rank.TEXT})
