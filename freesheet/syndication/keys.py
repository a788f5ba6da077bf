"""Owners of feeds: the only place where they are spelled."""

from freesheet.press.owners import OwnerKind, Rank

FEED = OwnerKind("feed", Rank.LIST)
