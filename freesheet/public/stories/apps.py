"""The room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class StoriesRoom(AppConfig):
    name = "freesheet.public.stories"

    def ready(self) -> None:
        from freesheet.doors.press import owners
        from freesheet.doors.press.rendering import ahead
        from freesheet.kit import rooms
        from freesheet.public.masthead import previewing
        from freesheet.public.masthead.previewing import PreviewMode
        from freesheet.public.stories import keys, receivers  # noqa: F401 (importing connects them)
        from freesheet.public.stories.actions import publishing
        from freesheet.public.stories.corrections import log
        from freesheet.public.stories.models import Story, page_index
        from freesheet.public.stories.page.ahead import stories_ahead
        from freesheet.public.stories.work.outbound_links import OUTBOUND
        from freesheet.public.stories.work.posters import POSTERS
        from freesheet.public.theme import slots
        from freesheet.public.theme.looks import assets
        from freesheet.work.kinds import register

        Story.follow_with(publishing.publish)
        rooms.answer("", "freesheet.public.stories.urls", by_edition=True)
        rooms.lay_out(page_index.ensure)
        rooms.lay_out(log.place_logs)
        assets.add(
            "stories/cards.css", "stories/story.css", "stories/body.css", "stories/corrections.css", "stories/page.js"
        )
        previewing.register(PreviewMode("story", gettext_lazy("Newest story"), Story.objects.newest_path))
        register(POSTERS)
        register(OUTBOUND)
        ahead.register(keys.STORY, stories_ahead)
        owners.register(keys.STORY, keys.POSTER, keys.CORRECTION_LOG, keys.CORRECTION_MONTH)
        slots.fill("footer_links", log.in_footer, order=50)
