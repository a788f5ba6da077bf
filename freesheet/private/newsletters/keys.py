"""Press keys and owners of newsletters: the only place where they are spelled."""

from freesheet.doors.press.owners import OwnerKind

NEWSLETTER = OwnerKind("newsletter")
ISSUE = OwnerKind("issue")
VOLUME = OwnerKind("volume")
LIST_PAGE = OwnerKind("newsletters-page")
THANKS_PAGE = OwnerKind("newsletters-pagesigned-up/")
FORM = OwnerKind("newsletters-form")


def newsletters_key(language: str) -> str:
    """The list of an edition's newsletters."""
    return f"newsletters:{language}"


def issues_key(newsletter: int) -> str:
    """The list of a newsletter's issues that were sent."""
    return f"issues:{newsletter}"
