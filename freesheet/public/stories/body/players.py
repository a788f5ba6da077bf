"""What can be played on a tap: a page's address on another site → its player's address.

Rule    only these hosts may ever be framed; nothing is fetched to know that
Source  oEmbed 1.0 for the poster's address
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

FRAME_HOSTS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")
_PLAYERS = (
    (
        "YouTube",
        re.compile(
            r"https://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/)|youtu\.be/)(?P<id>[\w-]{11})"
        ),
        "https://www.youtube-nocookie.com/embed/{id}?autoplay=1",
        "https://www.youtube.com/oembed",
        "https://www.youtube.com/watch?v={id}",
    ),
    (
        "Vimeo",
        re.compile(r"https://(?:www\.)?vimeo\.com/(?P<id>\d{5,12})"),
        "https://player.vimeo.com/video/{id}?autoplay=1&dnt=1",
        "https://vimeo.com/api/oembed.json",
        "https://vimeo.com/{id}",
    ),
)


@dataclass(frozen=True)
class Player:
    """Who plays it, the address to frame when a reader asks for it, and where its poster can be asked for."""

    provider: str
    url: str
    facts_url: str


def player_of(url: str) -> Player | None:
    """The player for a page's address, or None if we know none for it."""
    for provider, pattern, frame, facts, page in _PLAYERS:
        if found := pattern.match(url):
            query = urlencode({"url": page.format(id=found["id"]), "format": "json"})
            return Player(provider, frame.format(id=found["id"]), f"{facts}?{query}")
    return None
