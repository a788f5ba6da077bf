"""What to do with stale sheets.

Called by   the worker loop, through the registration in apps.ready
"""

from freesheet.press.models import Sheet
from freesheet.press.pressing import press
from freesheet.work.kinds import Kind


def press_all(sheets: list[Sheet]) -> None:
    """Press each sheet of a claimed batch."""
    for sheet in sheets:
        press(sheet)


STALE_SHEETS = Kind(name="stale sheets", model=Sheet, do=press_all, limit=8, lease_seconds=30, first_by="rank")
