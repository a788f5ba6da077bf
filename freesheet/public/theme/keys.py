"""Owners of the text edition and of error pages: the only place where they are spelled."""

from freesheet.doors.press.owners import OwnerKind, Rank

TEXT = OwnerKind("text", Rank.LAST)
ERROR = OwnerKind("error", Rank.LIST)
