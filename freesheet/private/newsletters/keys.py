"""Press keys and owners of newsletters: the only place where they are spelled."""

from freesheet.doors.press.owners import OwnerKind, Rank

NEWSLETTER = OwnerKind("newsletter", Rank.LIST)
ISSUE = OwnerKind("issue")
VOLUME = OwnerKind("volume", Rank.LIST)
LIST_PAGE = OwnerKind("newsletters-page", Rank.LIST)
THANKS_PAGE = OwnerKind("newsletters-thanks", Rank.LIST)
FORM = OwnerKind("newsletters-form", Rank.LIST)


def newsletters_key(language: str) -> str:
    """The list of an edition's newsletters."""
    return f"newsletters:{language}"


def issues_key(newsletter: int) -> str:
    """The list of a newsletter's issues that were sent."""
    return f"issues:{newsletter}"
