"""Press keys of pictures: the only place where they are spelled."""

from freesheet.doors.press.owners import OwnerKind

PICTURE = OwnerKind("picture")
