"""What Wagtail's own pages do with stories: never moving, approving only what would go out, one list of them."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet

from freesheet.desk.wagtail.newer import NewPage, NotOverNewer
from freesheet.public.stories.form.note_question import UNANSWERED
from freesheet.public.stories.form.readiness import held_up
from freesheet.public.stories.models import Archive, Story

APPROVE = "approve"


class EditStory(NotOverNewer):
    """A question is no error."""

    def form_invalid(self, form: Any) -> HttpResponse:
        if self.locked_for_user or self._is_over_newer or not form.only_asks:
            response: HttpResponse = super().form_invalid(form)
            return response
        messages.warning(self.request, UNANSWERED)
        return self.ask(form)


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


class ArchiveListing(ExplorableIndexView):
    """Wagtail ends in an archive's own list whatever was done to a story; ours says what an editor looks for."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("stories:index")


class StoryPages(PageViewSet):
    model = Story
    add_view_class = NewPage
    edit_view_class = EditStory
    workflow_action_view_class = Approving
    move_view_class = move_confirm_view_class = set_page_position_view_class = Refused
    index_view_class = ArchiveListing
    parent_models: ClassVar[list[Any]] = [Archive]
