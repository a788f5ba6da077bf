"""The room's place in Django."""

from django.apps import AppConfig


class StoriesRoom(AppConfig):
    name = "freesheet.stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.press.owners import Rank, rank
        from freesheet.stories import log, receivers  # noqa: F401 (importing connects them)
        from freesheet.stories.outbound import OUTBOUND
        from freesheet.stories.posters import POSTERS
        from freesheet.theme import slots
        from freesheet.work.kinds import register

        register(POSTERS)
        register(OUTBOUND)
        rank({"correctionlog:": Rank.LIST, "correctionmonth:": Rank.LIST})
        slots.fill("footer_links", log.in_footer, order=50)
