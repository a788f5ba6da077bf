"""The picture library's places in Wagtail's desk."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import policy_registry

from freesheet.public.pictures.library import IncompleteView, PullAction, PutBackAction
from freesheet.public.pictures.models import Picture

hooks.register("register_bulk_action", PullAction)
hooks.register("register_bulk_action", PutBackAction)


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    return [
        path("reports/pictures/", IncompleteView.as_view(), name="pictures_to_complete"),
        path(
            "reports/pictures/results/",
            IncompleteView.as_view(results_only=True),
            name="pictures_to_complete_results",
        ),
    ]


class ReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Picture)
        return bool(policy.user_has_any_permission(request.user, ["add", "change"]))


@hooks.register("register_reports_menu_item")
def report_item() -> ReportItem:
    return ReportItem(
        _("Pictures to complete"),
        reverse("pictures_to_complete"),
        name="pictures",
        icon_name="image",
        order=600,
    )


@hooks.register("register_log_actions")
def what_is_logged(actions: LogActionRegistry) -> None:
    actions.register_action("pictures.pull", _("Take off the site"), _("Taken off the site"))
    actions.register_action("pictures.put_back", _("Put back on the site"), _("Put back on the site"))
