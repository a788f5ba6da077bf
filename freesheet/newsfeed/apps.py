"""The room's place in Django."""

from django.apps import AppConfig


class NewsfeedRoom(AppConfig):
    name = "freesheet.newsfeed"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.newsfeed import keys, rail
        from freesheet.press import owners
        from freesheet.theme import slots

        owners.register(keys.BRIEF, keys.FEED, keys.LATEST, keys.DAY)
        slots.fill("rail", rail.rail, order=10)
        slots.fill("text_rail", rail.text_rail, order=10)
        slots.fill("text_links", rail.text_link, order=10)
