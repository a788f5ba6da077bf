"""The room's place in Django."""

from django.apps import AppConfig


class NewsfeedRoom(AppConfig):
    name = "freesheet.public.newsfeed"

    def ready(self) -> None:
        from freesheet.doors.press import owners
        from freesheet.kit import rooms
        from freesheet.public.newsfeed import actions, keys, rail
        from freesheet.public.newsfeed.models import Brief
        from freesheet.public.newsfeed.pressing import place_feeds
        from freesheet.public.theme import slots
        from freesheet.public.theme.looks import assets

        Brief.follow_with(actions.publish)
        rooms.answer("", "freesheet.public.newsfeed.urls", by_edition=True)
        rooms.lay_out(place_feeds)
        assets.add("newsfeed/feed.css", "newsfeed/feed.js")
        rooms.grant("Editor", "newsfeed.add_brief", "newsfeed.change_brief")
        owners.register(keys.BRIEF, keys.FEED, keys.LATEST, keys.DAY)
        slots.fill("rail", rail.rail, order=10)
        slots.fill("text_rail", rail.text_rail, order=10)
        slots.fill("text_links", rail.text_link, order=10)
