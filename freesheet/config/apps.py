"""The room's place in Django."""

from django.apps import AppConfig


class ConfigRoom(AppConfig):
    name = "freesheet.config"

    def ready(self) -> None:
        from freesheet.config import checks  # noqa: F401 (importing registers them)
        from freesheet.config.wagtail import search_words, stored_text

        search_words.begin()
        stored_text.begin()
