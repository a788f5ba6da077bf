"""Owners of feeds: the only place where they are spelled."""

from freesheet.doors.press.owners import OwnerKind, Rank

FEED = OwnerKind("feed", Rank.LIST)


def feeds_of(kind: OwnerKind) -> OwnerKind:
    """Owners of the feeds beside the pages of a kind, pressed when these are."""
    return OwnerKind(FEED.of(kind.name), kind.rank)
