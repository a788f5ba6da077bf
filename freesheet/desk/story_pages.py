"""What Wagtail's own pages do with stories: approving without the form, where that would ask nothing; never moving.

Called by   wagtail_hooks.py
Calls       stories.readiness, Wagtail's workflow view
"""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet

from freesheet.desk.newer import NewPage, NotOverNewer
from freesheet.stories.models import Story
from freesheet.stories.readiness import held_up

APPROVE = "approve"


class Approving(WorkflowActionView):
    """Leads to the form, which refuses and asks, when what is approved would not go out as it stands."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reasons = held_up(self.object) if self.action_name == APPROVE else []
        if not reasons:
            response: HttpResponse = super().post(request, *args, **kwargs)
            return response
        messages.warning(request, _("Not approved yet. %s Approve it from here.") % " ".join(reasons))
        form = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            led: HttpResponse = self.render_modal_json(request, {"step": "success", "redirect": form})
            return led
        return redirect(form)


class Refused(View):
    """For moving: a story stays in its edition's archive, and Wagtail asks there the page, not the story."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise PermissionDenied


class StoryPages(PageViewSet):
    model = Story
    add_view_class = NewPage
    edit_view_class = NotOverNewer
    workflow_action_view_class = Approving
    move_view_class = move_confirm_view_class = set_page_position_view_class = Refused
    parent_models: ClassVar[list[Any]] = []
