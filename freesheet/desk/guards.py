"""Another's draft is hidden at every address of the desk that names it, also where Wagtail would tell its title.

Rule    what one may not edit and readers cannot read is not there: 404, as for a number that was never given
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page

from freesheet.public.stories.models import Story

NAMES_PAGES = {"page_id", "parent_page_id", "page_to_move_id"}
LISTS_PAGES = {"wagtailadmin_choose_page_chosen_multiple", "wagtail_bulk_action"}
ADMINISTRATORS_REPORTS = {"page_types_usage", "page_types_usage_results"}
"""Reports that tell of pages whoever may read them."""
EVERYTHING = "all"


class Drafts:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Raises Http404 for what is hidden from this member of staff."""
        match = request.resolver_match
        if match is None or not match.route.startswith("desk/") or not request.user.is_authenticated:
            return
        if match.url_name in ADMINISTRATORS_REPORTS and not request.user.is_superuser:
            raise Http404
        named = [str(kwargs[name]) for name in NAMES_PAGES & kwargs.keys()]
        if match.url_name in LISTS_PAGES and _is_of_pages(kwargs):
            named += _listed(request)
        if _hides_any(named, request.user):
            raise Http404


def _is_of_pages(kwargs: dict[str, Any]) -> bool:
    return kwargs.get("app_label", Page._meta.app_label) in {Page._meta.app_label, Story._meta.app_label}


def _listed(request: HttpRequest) -> list[str]:
    """Numbers in the query; all of a page's children only for who may change them all."""
    named = request.GET.getlist("id")
    if EVERYTHING in named:
        parent = request.GET.get("childOf", "")
        page = Page.objects.filter(pk=parent).first() if parent.isdecimal() else Page.get_first_root_node()
        if page is None or not page.permissions_for_user(request.user).can_edit():
            raise Http404
    return named


def _hides_any(named: list[str], user: Any) -> bool:
    drafts = Story.objects.filter(pk__in=[number for number in named if number.isdecimal()], live=False)
    return drafts.exists() and drafts.exclude(pk__in=drafts.visible_to(user)).exists()
