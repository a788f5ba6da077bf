"""What can be played on a tap: a page's address on another site → its player's address.

Called by   blocks.Embed, theme's frame policy
Rule        only these hosts may ever be framed; nothing is fetched to know that
"""

import re
from dataclasses import dataclass

FRAME_HOSTS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")
_PLAYERS = (
    (
        "YouTube",
        re.compile(
            r"https://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/)|youtu\.be/)(?P<id>[\w-]{11})"
        ),
        "https://www.youtube-nocookie.com/embed/{id}?autoplay=1",
    ),
    (
        "Vimeo",
        re.compile(r"https://(?:www\.)?vimeo\.com/(?P<id>\d{5,12})"),
        "https://player.vimeo.com/video/{id}?autoplay=1&dnt=1",
    ),
)


@dataclass(frozen=True)
class Player:
    """Who plays it, and the address to frame when a reader asks for it."""

    provider: str
    url: str


def player_of(url: str) -> Player | None:
    """The player for a page's address, or None if we know none for it."""
    for provider, pattern, template in _PLAYERS:
        if found := pattern.match(url):
            return Player(provider, template.format(id=found["id"]))
    return None
