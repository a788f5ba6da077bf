"""The room's place in Django."""

from django.apps import AppConfig


class ThemeRoom(AppConfig):
    name = "freesheet.public.theme"

    def ready(self) -> None:
        from freesheet.doors.press import companions, owners
        from freesheet.kit import rooms
        from freesheet.public.theme import keys, pressing
        from freesheet.public.theme.looks import checks  # noqa: F401 (importing registers them)

        rooms.answer("", "freesheet.public.theme.urls", by_edition=True)
        rooms.lay_out(pressing.place_errors)
        owners.register(keys.TEXT, keys.ERROR)
        companions.register(pressing.text_of_page)
