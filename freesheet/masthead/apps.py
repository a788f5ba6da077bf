"""The room's place in Django."""

from django.apps import AppConfig


class MastheadRoom(AppConfig):
    name = "freesheet.masthead"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.masthead import furniture
        from freesheet.theme import slots

        slots.fill("head", furniture.head, order=10)
        slots.fill("masthead", furniture.masthead, order=10)
        slots.fill("footer", furniture.footer, order=90)
