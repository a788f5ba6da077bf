"""The room's place in Django."""

from django.apps import AppConfig


class SearchRoom(AppConfig):
    name = "freesheet.public.search"

    def ready(self) -> None:
        from freesheet.kit import rooms
        from freesheet.kit.rooms import Audience, DynamicPrefix, Pool
        from freesheet.public.search.indexing import follow_rules
        from freesheet.public.theme.looks import assets

        rooms.answer("", "freesheet.public.search.urls", by_edition=True)
        rooms.lay_out(follow_rules)
        assets.add("search/search.css")
        for path in ("/search/", "/text/search/"):
            rooms.answer_dynamically(DynamicPrefix(path, Pool.SEARCH, Audience.EVERYBODY, by_edition=True, exact=True))
