"""Issues at Wagtail's desk: the list, and the form in which one is written, saved while one writes.

Rule    what was sent has no form any more: its address leads to its report
"""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.urls.resolvers import URLPattern
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.models import Revision
from wagtail.snippets.views.snippets import CopyView, CreateView, DeleteView, EditView, IndexView, SnippetViewSet

from freesheet.private.newsletters.desk import report, review
from freesheet.private.newsletters.desk.forms import WritingForm
from freesheet.private.newsletters.models import Issue, Newsletter
from freesheet.private.newsletters.models.issue import AlreadySent
from freesheet.private.newsletters.permissions import issue_policy
from freesheet.public.masthead.form.autosaving import SavesWhenItCan
from freesheet.public.masthead.form.dangling import DanglingPanel
from freesheet.public.masthead.form.gone import GivesBack
from freesheet.public.masthead.form.headline_panel import HeadlineInput
from freesheet.public.stories.pasting.panel import PastingPanel

ISSUE_PANELS = [
    DanglingPanel(),
    FieldPanel("newsletter"),
    FieldPanel("subject", widget=HeadlineInput),
    FieldPanel("preheader"),
    PastingPanel("body"),
]
REVIEW = "action-review"


class IssueList(IndexView):
    table_classname = "listing desk-stories"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("newsletter", "newsletter__locale")

    def get_edit_url(self, instance: Issue) -> str:
        return str(reverse(f"issues:{'report' if instance.frozen_at else 'edit'}", args=[instance.pk]))


class Writing(SavesWhenItCan):
    """Over Wagtail's views that save an issue: to read it over is the next thing to do."""

    request: HttpRequest
    object: Issue

    def get_success_url(self) -> str:
        if REVIEW in self.request.POST:
            return reverse("issues:review", args=[self.object.pk])
        return reverse("issues:edit", args=[self.object.pk])


class BeginIssue(Writing, CreateView):
    def get_initial(self) -> dict[str, Any]:
        """The newsletter asked for, else that of which this editor wrote last, else the first of all."""
        asked = self.request.GET.get("newsletter", "")
        last = Issue.objects.filter(written_by=self.request.user.pk).order_by("-pk").first()
        chosen = asked if asked.isdecimal() else last and last.newsletter_id
        return {**super().get_initial(), "newsletter": chosen or Newsletter.objects.filter(closed_at=None).first()}

    def save_instance(self) -> Issue:
        self.form.instance.written_by = self.request.user
        issue: Issue = super().save_instance()
        return issue


class CopyIssue(Writing, CopyView):
    """Of the same newsletter; saved as any new one."""


class EditIssue(Writing, GivesBack, EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = self._left() if self.object.frozen_at else super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = super().form_valid(form)
        except AlreadySent:
            return self._left()
        return answer

    @cached_property
    def overwrite_revision(self) -> Revision | None:
        return self.version_to_save_over(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "autosaved": self.version_to_save_over(self.object)}

    def _left(self) -> HttpResponseBase:
        """It was sent, perhaps while this form was open: what was typed since is not in the mail."""
        words = _("It was sent while you were writing. What you changed since then is not in it.")
        if self.expects_json_response:
            refused: HttpResponseBase = self.json_error_response("already_sent", words)
            return refused
        if self.request.method == "POST":
            messages.warning(self.request, words)
        return redirect("issues:report", self.object.pk)


class ThrowAway(DeleteView):
    """Wagtail asks here what the role may, not whether this one may go."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not issue_policy.user_has_permission_for_instance(request.user, "delete", self.object):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class IssueDesk(SnippetViewSet):
    model = Issue
    admin_url_namespace = "issues"
    base_url_path = "newsletters/issues"
    menu_label = _("Issues")
    menu_name = "issues"
    menu_item_is_registered = True
    icon = "mail"
    index_view_class = IssueList
    add_view_class = BeginIssue
    copy_view_class = CopyIssue
    edit_view_class = EditIssue
    edit_template_name = "newsletters/desk/edit_issue.html"
    delete_view_class = ThrowAway
    list_per_page = 50
    list_filter: ClassVar = ["newsletter"]
    search_fields: ClassVar = ["subject"]
    ordering: ClassVar = ["-written_at", "-pk"]
    list_display: ClassVar = [
        "__str__",
        Column("newsletter", label=_("Newsletter"), sort_key="newsletter__name", classname="desk-roomy", width="18%"),
        Column("state", label=_("State"), width="10%"),
        DateColumn("frozen_at", label=_("Sent"), sort_key="frozen_at", width="14%"),
        Column(
            "prepared",
            label=_("Readers"),
            accessor=lambda issue: issue.prepared or "",
            classname="desk-number desk-roomy",
            width="10%",
        ),
    ]

    @cached_property
    def edit_handler(self) -> ObjectList:
        return ObjectList(ISSUE_PANELS, base_form_class=WritingForm).bind_to_model(self.model)

    def register_chooser_viewset(self) -> None:
        """Nothing chooses an issue, so there is no address to choose one at."""

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), *review.urlpatterns, *report.urlpatterns]
