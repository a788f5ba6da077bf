"""The News Feed's own page, as theme and masthead know pages."""

from dataclasses import dataclass

from freesheet.newsfeed import pressing
from freesheet.theme.editions import Edition, every_edition


@dataclass(frozen=True)
class FeedPage:
    """The page of an edition's News Feed; every edition has one."""

    language: str

    @property
    def key(self) -> str:
        return f"newsfeed:{self.language}"

    @property
    def address(self) -> str:
        return pressing.feed_path(self.language)

    def editions(self) -> list[Edition]:
        return every_edition("/news/")
