"""Press keys and owners of the fronts: the only place where they are spelled."""

from freesheet.doors.press.owners import OwnerKind, Rank

FRONT_PAGE = OwnerKind("frontpage", Rank.FIRST)
LIVE = OwnerKind("live", Rank.FIRST)
PICKS = OwnerKind("picks", Rank.FIRST)
MORE = OwnerKind("more", Rank.LIST)
MONTH = OwnerKind("month")
ARCHIVE = OwnerKind("archive", Rank.LIST)
INFO_PAGE = OwnerKind("infopage")


def info_pages_key(language: str) -> str:
    """The list of an edition's pages about itself."""
    return f"info:{language}"
