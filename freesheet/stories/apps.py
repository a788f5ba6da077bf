"""The room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class StoriesRoom(AppConfig):
    name = "freesheet.stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from freesheet.masthead import previewing
        from freesheet.masthead.previewing import PreviewMode
        from freesheet.press import owners
        from freesheet.stories import keys, log, receivers  # noqa: F401 (importing connects them)
        from freesheet.stories.models import Story
        from freesheet.stories.outbound import OUTBOUND
        from freesheet.stories.posters import POSTERS
        from freesheet.theme import slots
        from freesheet.work.kinds import register

        previewing.register(PreviewMode("story", gettext_lazy("Newest story"), Story.objects.newest_path))
        register(POSTERS)
        register(OUTBOUND)
        owners.register(keys.STORY, keys.POSTER, keys.CORRECTION_LOG, keys.CORRECTION_MONTH)
        slots.fill("footer_links", log.in_footer, order=50)
