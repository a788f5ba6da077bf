"""Press keys and owners of the masthead: the only place where they are spelled."""

from uuid import UUID

from freesheet.doors.press.owners import OwnerKind, Rank

IMPRINT = OwnerKind("imprint")
SECTION = OwnerKind("section", Rank.NEXT)
TOPIC = OwnerKind("topic", Rank.LIST)
AUTHOR = OwnerKind("author", Rank.LIST)


def sections_key(language: str) -> str:
    """The list of an edition's sections, as the navigation shows it."""
    return f"sections:{language}"


def staff_key(language: str) -> str:
    """The list of who works at an edition."""
    return f"staff:{language}"


def translations_key(translation_key: UUID) -> str:
    """The list of all translations of one thing, which each of their pages shows."""
    return f"translations:{translation_key}"
