"""Who posts and changes briefs: editors all, section editors those of the sections in their charge.

Owns    policy, which wagtail_hooks.py registers
"""

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from freesheet.public.masthead.charge import sections_of
from freesheet.public.newsfeed.models import Brief

IN_CHARGE = frozenset({"add", "change"})


class BriefPolicy(ModelPermissionPolicy):
    """Wagtail's by the role; where that says no, the sections in one's charge are asked."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether there may be any brief to which the person may do that."""
        return self.for_all(user, action) or (action in IN_CHARGE and bool(sections_of(user)))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Brief) -> bool:
        return self.for_all(user, action) or (action in IN_CHARGE and instance.section_id in sections_of(user))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Brief) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def for_all(self, user: Any, action: str) -> bool:
        """Whether the role allows it whatever the section."""
        return bool(super().user_has_permission(user, action))


policy = BriefPolicy(Brief)
