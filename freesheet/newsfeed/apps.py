"""The room's place in Django."""

from django.apps import AppConfig


class NewsfeedRoom(AppConfig):
    name = "freesheet.newsfeed"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.newsfeed import rail
        from freesheet.press.owners import Rank, rank
        from freesheet.theme import slots

        rank({"newsfeed:": Rank.FRONT, "newsfeed-latest:": Rank.FRONT, "newsday:": Rank.LIST})
        slots.fill("rail", rail.rail, order=10)
        slots.fill("text_rail", rail.text_rail, order=10)
        slots.fill("text_links", rail.text_link, order=10)
