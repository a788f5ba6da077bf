"""Feeds live beside the page they follow: where that goes, they go."""

from freesheet.doors.press import companions, owners
from freesheet.doors.press.owners import OwnerKind
from freesheet.public.syndication.keys import FEED, feeds_of


def follow(kind: OwnerKind) -> None:
    """Give the pages of a kind a feed beside each, pressed as soon as they are; urls.py answers there."""

    def feed_of_page(owner: str, path: str | None) -> dict[str, str | None]:
        return {FEED.of(owner): path and f"{path}feed.rss"} if kind.owns(owner) else {}

    owners.register(feeds_of(kind))
    companions.register(feed_of_page)
