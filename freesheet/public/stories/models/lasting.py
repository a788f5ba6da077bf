"""Pages that hold the paper together: nobody unpublishes, deletes or moves them at the desk.

Rule    without the front page / is gone; with the archive every story would be
"""

from typing import Any, ClassVar

from wagtail.models import PagePermissionTester


class LastingPagePermissions(PagePermissionTester):
    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False


class Lasting:
    """For page classes: what is refused to everybody, administrators too; without a schedule, it cannot expire."""

    settings_panels: ClassVar[list[Any]] = []

    def permissions_for_user(self, user: Any) -> LastingPagePermissions:
        return LastingPagePermissions(user, self)
