"""The News Feed's own page, as theme and masthead know pages."""

from dataclasses import dataclass

from freesheet.newsfeed import keys, pressing
from freesheet.theme.editions import Edition, every_edition


@dataclass(frozen=True)
class FeedPage:
    """The page of an edition's News Feed; every edition has one."""

    language: str

    @property
    def key(self) -> str:
        return keys.FEED.of(self.language)

    @property
    def address(self) -> str:
        return pressing.feed_path(self.language)

    def editions(self) -> list[Edition]:
        return every_edition("/news/")
