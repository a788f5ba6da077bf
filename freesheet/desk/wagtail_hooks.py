"""What the desk adds to Wagtail, takes from it, and guards in it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from freesheet.desk import audit, outbox, views
from freesheet.desk.home import panels as home
from freesheet.desk.home import views as home_views
from freesheet.desk.people import views as people
from freesheet.desk.stories import bulk, density
from freesheet.desk.stories.listing import StoryListing
from freesheet.desk.stories.pages import StoryPages
from freesheet.desk.wagtail import action_menu
from freesheet.desk.wagtail.newer import FrontPages, InfoPages
from freesheet.staff.models import User

WAGTAILS_HELP = ("whats-new-in-wagtail", "editor-guide")
ONE_SITE_ONLY = "sites"
ADMINISTRATORS_REPORT = "page-types-usage"
AFTER_WAGTAILS = 1000
"""So that ours stands in for Wagtail's of the same name."""


@hooks.register("register_admin_viewset")
def list_stories() -> StoryListing:
    return StoryListing()


@hooks.register("register_admin_viewset")
def our_pages_forms() -> list[Any]:
    return [StoryPages(), FrontPages(), InfoPages()]


for action in bulk.ACTIONS:
    hooks.register("register_bulk_action", action, order=AFTER_WAGTAILS)


@hooks.register("construct_page_action_menu", order=AFTER_WAGTAILS)
def bring_publishing_forward(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    action_menu.bring_forward(items)


@hooks.register("construct_homepage_panels")
def lay_the_desk(request: HttpRequest, panels: list[Any]) -> None:
    home.arrange(request, panels)


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counts_of_everything(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("register_admin_urls")
def our_pages() -> list[URLPattern]:
    invitations = people.may_invite(people.Invitations.as_view())
    return [
        path("edit/<slug:kind>:<int:pk>/", views.edit, name="desk_edit"),
        path("work/again/", home_views.again, name="desk_again"),
        path("letters/noted/", home_views.letters_noted, name="desk_letters_noted"),
        path("density/", density.toggle, name="desk_density"),
        path("outbox/", outbox.Outbox.as_view(), name="desk_outbox"),
        path("outbox/<path:name>/part/<slug:kind>/", outbox.part, name="desk_outbox_part"),
        path("outbox/<path:name>/", outbox.Mail.as_view(), name="desk_outbox_mail"),
        path("users/new/", invitations),  # Wagtail's own "add a user" makes accounts that nobody has proven
        path("invitations/", invitations, name="desk_invitations"),
        path("invitations/<int:pk>/resend/", people.resend, name="desk_resend"),
        path("invitations/<int:pk>/revoke/", people.revoke, name="desk_revoke"),
        path(
            "users/second-factor/<int:pk>/",
            people.ResetSecondFactor.as_view(),
            name="desk_reset_second_factor",
        ),
    ]


class InvitationsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("staff.add_user")


@hooks.register("register_settings_menu_item")
def invitations_item() -> MenuItem:
    return InvitationsItem(_("Invitations"), reverse("desk_invitations"), icon_name="mail", order=590)


@hooks.register("register_account_menu_item")
def how_you_sign_in(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Password and second factor"),
        "help_text": _("Passkeys, the authenticator app, recovery codes, and your password."),
    }


@hooks.register("register_user_listing_buttons")
def reset_button(user: User, request_user: User) -> Iterable[Button]:
    if request_user.has_perm("staff.change_user") and user != request_user:
        url = reverse("desk_reset_second_factor", args=[user.pk])
        yield Button(_("Reset the second factor"), url, icon_name="key", priority=30)


@hooks.register("construct_help_menu")
def no_news_of_wagtail(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(WAGTAILS_HELP)]


@hooks.register("construct_reports_menu")
def no_report_that_guards_hide(request: HttpRequest, items: list[MenuItem]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name != ADMINISTRATORS_REPORT]


@hooks.register("register_reports_menu_item")
def outbox_item() -> MenuItem:
    return outbox.OutboxItem(_("Outbox"), reverse("desk_outbox"), icon_name="mail", order=900)


@hooks.register("construct_settings_menu")
def one_install_one_site(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name != ONE_SITE_ONLY]


@hooks.register("insert_global_admin_css")
def our_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("insert_global_admin_js")
def our_js() -> SafeString:
    scripts = [(static(f"desk/{name}.js"),) for name in ("calls", "autosave", "newer", "names", "modals")]
    return format_html_join("", '<script src="{}"></script>', scripts)


@hooks.register("before_edit_user")
def guard_administrators(request: HttpRequest, user: User) -> None:
    """Only an administrator changes one, or makes one."""
    people.refuse_above(request, [user])
    if not request.user.is_superuser and request.POST.get("is_superuser"):
        raise PermissionDenied


@hooks.register("before_delete_user")
def guard_administrators_from_deletion(request: HttpRequest, user: User) -> None:
    people.refuse_above(request, [user])


@hooks.register("before_bulk_action")
def guard_administrators_in_bulk(request: HttpRequest, action: str, objects: list[Any], view: Any) -> None:
    people.refuse_above(request, [row for row in objects if isinstance(row, User)])
    audit.before_bulk(action, objects, view)


@hooks.register("after_bulk_action")
def note_in_bulk(request: HttpRequest, action: str, objects: list[Any], view: Any) -> None:
    audit.after_bulk(action, objects, view)


@hooks.register("register_log_actions")
def what_is_logged(actions: LogActionRegistry) -> None:
    audit.register(actions)
