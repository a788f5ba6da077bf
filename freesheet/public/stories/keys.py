"""Press keys and owners of stories: the only place where they are spelled."""

from freesheet.doors.press.owners import OwnerKind, Rank
from freesheet.kit.periods import Period

STORY = OwnerKind("story")
POSTER = OwnerKind("poster")
CORRECTION_LOG = OwnerKind("correctionlog", Rank.LIST)
CORRECTION_MONTH = OwnerKind("correctionmonth")


def readable_key(story: int) -> str:
    """For pages that name a story as of their pressing: ordered when it is taken away, not when it changes."""
    return f"readable:{story}"


def stories_key(language: str) -> str:
    """The list of an edition's stories."""
    return f"stories:{language}"


def month_key(language: str, month: Period) -> str:
    """The list of an edition's stories first published in a month."""
    return f"stories:{language}:{month}"


def section_key(section: int | None) -> str:
    """The list of a section's stories."""
    return f"stories:section:{section}"


def topic_key(topic: int) -> str:
    """The list of the stories on a topic."""
    return f"stories:topic:{topic}"


def author_key(author: int) -> str:
    """The list of an author's stories, in any role."""
    return f"stories:author:{author}"


def retracted_key(language: str) -> str:
    """The list of an edition's stories that were retracted."""
    return f"stories:{language}:retracted"


def corrections_key(language: str) -> str:
    """The list of an edition's corrections."""
    return f"corrections:{language}"


def corrections_month_key(language: str, month: Period) -> str:
    """The list of an edition's corrections that were stated in a month."""
    return f"corrections:{language}:{month}"
