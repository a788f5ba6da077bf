"""Owners of feeds: the only place where they are spelled."""

from freesheet.doors.press.owners import OwnerKind, Rank

FEED = OwnerKind("feed", Rank.LIST)
