"""The room's place in Django."""

from django.apps import AppConfig


class SyndicationRoom(AppConfig):
    name = "freesheet.syndication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.press.owners import Rank, rank
        from freesheet.syndication import links, receivers  # noqa: F401 (importing connects them)
        from freesheet.theme import slots

        rank({"feed:": Rank.LIST, "feed:frontpage:": Rank.FRONT})
        slots.fill("head", links.in_head)
        slots.fill("text_head", links.in_head)
        slots.fill("footer_links", links.in_footer)
