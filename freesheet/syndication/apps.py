"""The room's place in Django."""

from django.apps import AppConfig


class SyndicationRoom(AppConfig):
    name = "freesheet.syndication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.masthead.keys import SECTION
        from freesheet.press import owners
        from freesheet.stories.keys import CORRECTION_LOG
        from freesheet.syndication import keys, links, pressing
        from freesheet.theme import slots

        owners.register(keys.FEED)
        pressing.follow(SECTION)
        pressing.follow(CORRECTION_LOG)
        slots.fill("head", links.in_head)
        slots.fill("text_head", links.in_head)
        slots.fill("footer_links", links.in_footer)
