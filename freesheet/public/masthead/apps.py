"""The room's place in Django."""

from django.apps import AppConfig


class MastheadRoom(AppConfig):
    name = "freesheet.public.masthead"

    def ready(self) -> None:
        from freesheet.doors.press import owners
        from freesheet.public.masthead import furniture, keys
        from freesheet.public.theme import slots
        from freesheet.public.theme.looks import assets

        owners.register(keys.IMPRINT, keys.SECTION, keys.TOPIC, keys.AUTHOR)
        assets.add("masthead/masthead.css", "masthead/authors.css")
        slots.fill("head", furniture.head, order=10)
        slots.fill("masthead", furniture.masthead, order=10)
        slots.fill("footer", furniture.footer, order=90)
        slots.fill("text_head", furniture.text_head, order=10)
        slots.fill("text_masthead", furniture.text_masthead, order=10)
        slots.fill("text_footer", furniture.text_footer, order=90)
