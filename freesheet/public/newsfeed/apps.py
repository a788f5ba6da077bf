"""The room's place in Django."""

from django.apps import AppConfig


class NewsfeedRoom(AppConfig):
    name = "freesheet.public.newsfeed"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.doors.press import owners
        from freesheet.public.newsfeed import keys, rail
        from freesheet.public.theme import slots

        owners.register(keys.BRIEF, keys.FEED, keys.LATEST, keys.DAY)
        slots.fill("rail", rail.rail, order=10)
        slots.fill("text_rail", rail.text_rail, order=10)
        slots.fill("text_links", rail.text_link, order=10)
