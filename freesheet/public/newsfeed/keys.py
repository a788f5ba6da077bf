"""Press keys and owners of the News Feed: the only place where they are spelled."""

from freesheet.doors.press.owners import OwnerKind, Rank
from freesheet.kit.periods import Period

BRIEF = OwnerKind("brief")
FEED = OwnerKind("newsfeed", Rank.FIRST)
LATEST = OwnerKind("newsfeed-latest", Rank.FIRST)
DAY = OwnerKind("newsday", Rank.LIST)


def briefs_key(language: str) -> str:
    """The list of an edition's briefs."""
    return f"briefs:{language}"


def day_key(language: str, day: Period) -> str:
    """The list of an edition's briefs of a day."""
    return f"briefs:{language}:{day}"
