"""Readers at Wagtail's desk.

Rule    for the membership lead and the technician; who writes sees no reader
"""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from freesheet.private.readers import at_desk
from freesheet.private.readers.listing import ReaderIndex
from freesheet.private.readers.models import Reader


class ReadersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(at_desk.SEE)


class ReaderDesk(ViewSet):
    name = "readers"
    icon = "group"
    menu_label = _("Readers")
    menu_order = 98
    add_to_admin_menu = True
    menu_item_class = ReadersItem

    def get_urlpatterns(self) -> list[URLPattern]:
        policy = ModelPermissionPolicy(Reader)
        shown: Any = ReaderIndex.as_view(permission_policy=policy)
        results: Any = ReaderIndex.as_view(permission_policy=policy, results_only=True)
        return [
            path("", shown, name="index"),
            path("results/", results, name="index_results"),
            path("<int:pk>/", at_desk.OneReader.as_view(), name="reader"),
            path("<int:pk>/erase/", at_desk.EraseReader.as_view(), name="erase"),
            path("<int:pk>/everything/", at_desk.everything, name="everything"),
            path("<int:pk>/<slug:verb>/", at_desk.do, name="do"),
        ]


class ReaderFinder(ModelAdminURLFinder):
    edit_url_name = "readers:reader"


register_permission_policy(Reader, ModelPermissionPolicy(Reader))
register_admin_url_finder(Reader, ReaderFinder)


@hooks.register("register_admin_viewset")
def readers() -> ReaderDesk:
    return ReaderDesk()


@hooks.register("register_log_actions")
def what_is_logged(actions: LogActionRegistry) -> None:
    for action, (label, words) in at_desk.LOGGED.items():
        actions.register_action(action, label, words)
