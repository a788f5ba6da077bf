"""The room's place in Django."""

from django.apps import AppConfig


class FrontRoom(AppConfig):
    name = "freesheet.front"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.front import beside, footer, receivers  # noqa: F401 (importing connects them)
        from freesheet.press.owners import Rank, rank
        from freesheet.theme import slots

        rank({"frontpage:": Rank.FRONT, "live:": Rank.FRONT, "picks:": Rank.FRONT})
        rank({"more:": Rank.LIST, "month:": Rank.LIST, "archive:": Rank.LIST, "error:": Rank.LIST})
        slots.fill("footer_columns", footer.info_pages)
        slots.fill("footer_links", footer.archive, order=40)
        slots.fill("rail", beside.picks, order=200)
