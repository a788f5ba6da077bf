"""The room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class FrontRoom(AppConfig):
    name = "freesheet.front"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.front import beside, footer, keys, pressing
        from freesheet.masthead import previewing
        from freesheet.masthead.previewing import PreviewMode
        from freesheet.press import companions, owners
        from freesheet.syndication.pressing import follow
        from freesheet.theme import slots

        owners.register(keys.FRONT_PAGE, keys.LIVE, keys.PICKS, keys.MORE)
        owners.register(keys.MONTH, keys.ARCHIVE, keys.INFO_PAGE)
        previewing.register(PreviewMode("front", gettext_lazy("Front page"), pressing.front_path))
        follow(keys.FRONT_PAGE)
        companions.register(pressing.month_of_story)
        companions.register(pressing.fragments_of_front)
        companions.register(pressing.fragment_of_section)
        slots.fill("footer_columns", footer.info_pages)
        slots.fill("footer_links", footer.archive, order=40)
        slots.fill("rail", beside.picks, order=200)
