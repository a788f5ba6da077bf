"""The room's place in Django."""

from django.apps import AppConfig


class ThemeRoom(AppConfig):
    name = "freesheet.public.theme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.doors.press import companions, owners
        from freesheet.public.theme import keys, pressing
        from freesheet.public.theme.looks import checks  # noqa: F401 (importing registers them)

        owners.register(keys.TEXT, keys.ERROR)
        companions.register(pressing.text_of_page)
