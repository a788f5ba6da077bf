"""The room's place in Django."""

from django.apps import AppConfig


class SyndicationRoom(AppConfig):
    name = "freesheet.public.syndication"

    def ready(self) -> None:
        from freesheet.doors.press import owners
        from freesheet.kit import rooms
        from freesheet.public.masthead.keys import SECTION
        from freesheet.public.stories.keys import CORRECTION_LOG
        from freesheet.public.syndication import keys, links, pressing
        from freesheet.public.theme import slots

        rooms.answer("", "freesheet.public.syndication.urls", by_edition=True)
        owners.register(keys.FEED)
        pressing.follow(SECTION)
        pressing.follow(CORRECTION_LOG)
        slots.fill("head", links.in_head)
        slots.fill("text_head", links.in_head)
        slots.fill("footer_links", links.in_footer)
