"""The room's place in Django."""

from django.apps import AppConfig


class FrontRoom(AppConfig):
    name = "freesheet.front"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.front import beside, footer, receivers  # noqa: F401 (importing connects them)
        from freesheet.theme import slots

        slots.fill("footer_columns", footer.info_pages)
        slots.fill("rail", beside.picks, order=200)
