"""Who looks after newsletters and their issues: what the role says, within what can be undone.

Owns    policy, issue_policy, which wagtail_hooks.py registers
Rule    proof of consent hangs on a newsletter, an account of what was sent on an issue: neither is deleted
"""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from freesheet.private.newsletters.models import Issue, Newsletter

WRITES_ISSUES = "newsletters.change_issue"
GRANTED = (
    *("newsletters.add_newsletter", "newsletters.change_newsletter"),
    *("newsletters.add_issue", WRITES_ISSUES, "newsletters.delete_issue", "newsletters.send_issue"),
)
"""What whoever looks after newsletters may do."""


class NewsletterPolicy(ModelPermissionPolicy):
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Newsletter) -> bool:
        return self.user_has_permission(user, action)


class IssuePolicy(ModelPermissionPolicy):
    """A draft may be thrown away."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Issue) -> bool:
        is_kept = action == "delete" and bool(instance.frozen_at)
        return not is_kept and bool(super().user_has_permission_for_instance(user, action, instance))

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        there = super().instances_user_has_any_permission_for(user, actions)
        return there.filter(frozen_at=None) if list(actions) == ["delete"] else there


policy = NewsletterPolicy(Newsletter)
issue_policy = IssuePolicy(Issue)
