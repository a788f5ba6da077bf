"""The News Feed's places in Wagtail's desk."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy

from freesheet.public.newsfeed.models import Brief
from freesheet.public.newsfeed.permissions import policy
from freesheet.public.newsfeed.posting import BriefDesk

register_permission_policy(Brief, policy)


@hooks.register("register_admin_viewset")
def briefs() -> BriefDesk:
    return BriefDesk()


@hooks.register("register_log_actions")
def what_is_logged(actions: LogActionRegistry) -> None:
    actions.register_action("newsfeed.withdraw", _("Withdraw"), _("Withdrawn"))
    actions.register_action("newsfeed.put_back", _("Put back"), _("Put back"))
    actions.register_action("newsfeed.pin", _("Pin"), _("Pinned"))
    actions.register_action("newsfeed.unpin", _("Unpin"), _("Unpinned"))
