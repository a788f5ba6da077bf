"""Which paths the News Feed has besides each brief's own and each day's."""

from collections.abc import Sequence

from freesheet.doors.press import actions as press
from freesheet.public.newsfeed import keys
from freesheet.public.newsfeed.pages import FeedPage


def feed_path(language: str) -> str:
    """The News Feed's page, which leads to its archive."""
    return FeedPage(language).address


def latest_path(language: str) -> str:
    """The small file that pages ask for news."""
    return f"{feed_path(language)}latest.json"


def place_feeds(languages: Sequence[str]) -> None:
    """Have every edition's feed pressed, and the file that pages ask whether there is more."""
    for language in languages:
        press.place({keys.FEED.of(language): feed_path(language), keys.LATEST.of(language): latest_path(language)})
