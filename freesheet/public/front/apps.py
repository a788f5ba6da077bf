"""The room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class FrontRoom(AppConfig):
    name = "freesheet.public.front"

    def ready(self) -> None:
        from freesheet.doors.press import companions, owners
        from freesheet.kit import rooms
        from freesheet.public.front import actions, keys, pressing, slots
        from freesheet.public.masthead import previewing
        from freesheet.public.masthead.previewing import PreviewMode
        from freesheet.public.syndication.pressing import follow
        from freesheet.public.theme.looks import assets
        from freesheet.public.theme.slots import fill

        rooms.answer("", "freesheet.public.front.urls", by_edition=True)
        rooms.lay_out(actions.lay_out)
        assets.add("front/front.css", "front/lists.css")
        owners.register(keys.FRONT_PAGE, keys.LIVE, keys.PICKS, keys.MORE)
        owners.register(keys.MONTH, keys.ARCHIVE, keys.INFO_PAGE)
        previewing.register(PreviewMode("front", gettext_lazy("Front page"), pressing.front_path))
        follow(keys.FRONT_PAGE)
        companions.register(pressing.month_of_story)
        companions.register(pressing.fragments_of_front)
        companions.register(pressing.fragment_of_section)
        fill("footer_columns", slots.info_pages)
        fill("footer_links", slots.archive_link, order=40)
        fill("rail", slots.picks, order=200)
