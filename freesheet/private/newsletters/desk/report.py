"""An issue on its way and after: progress, pause, resume, cancel; what became of it, in all and by address.

Rule    what steers is a POST; the part that is fetched while it goes out is the page's own
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.desk.review import IssueView, issue_for
from freesheet.private.newsletters.models import Issue
from freesheet.private.newsletters.permissions import issue_policy
from freesheet.private.newsletters.sending import reporting

STEERS = {
    "pause": (steering.pause, gettext_lazy("It is paused. What was on its way already arrives; the rest waits.")),
    "resume": (steering.resume, gettext_lazy("It goes on where it stopped.")),
    "cancel": (steering.cancel, gettext_lazy("It is cancelled: who has not got it gets it no more.")),
}
UNCERTAIN_A_PAGE = 100


class Report(IssueView):
    template_name = "newsletters/desk/report.html"
    page_title = gettext_lazy("Report")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.issue.frozen_at:
            return redirect("issues:edit", self.issue.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = self.request.GET.get("address", "").strip()[:254]
        unsure = Paginator(reporting.uncertain(self.issue), UNCERTAIN_A_PAGE)
        told = {
            "reasons": reporting.reasons(self.issue),
            "uncertain": unsure.get_page(self.request.GET.get("page")),
            "returned": reporting.returns(self.issue),
            "departures": self.issue.departures.count(),
            "address": address,
            "outcome": reporting.outcome(self.issue, address) if address else None,
            **progress_of(self.request, self.issue),
        }
        return super().get_context_data(**told, **kwargs)


def progress_of(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """What the part that is fetched again and again shows."""
    counted = reporting.tally(issue)
    return {
        "issue": issue,
        "tally": counted,
        "speed": reporting.speed(issue, counted),
        "may_send": issue_policy.user_has_permission(request.user, "send"),
    }


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    issue = issue_for(request, pk)
    if not issue.frozen_at:
        raise Http404
    answer = render(request, "newsletters/desk/progress.html", progress_of(request, issue))
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def steer(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One of STEERS."""
    issue = issue_for(request, pk, "send")
    if verb not in STEERS:
        raise Http404
    act, words = STEERS[verb]
    if act(issue):
        log(issue, f"newsletters.{verb}")
        messages.success(request, words)
    else:
        messages.warning(request, _("Nothing was to be done any more: see how it stands now."))
    return redirect("issues:report", pk)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of the uncertain that are ticked are sent once more: they may get it twice, which was said."""
    issue = issue_for(request, pk, "send")
    chosen = [int(one) for one in request.POST.getlist("delivery") if one.isascii() and one.isdecimal()]
    count = steering.try_again(issue, chosen[:UNCERTAIN_A_PAGE])
    if count:
        log(issue, "newsletters.again", data={"readers": count})
        words = ngettext("It goes to one reader once more.", "It goes to %(count)d readers once more.", count)
        messages.success(request, words % {"count": count})
    else:
        messages.warning(request, _("Nothing is sent again: nobody was ticked, or the issue is over."))
    return redirect("issues:report", pk)


urlpatterns = [
    path("<int:pk>/report/", Report.as_view(), name="report"),
    path("<int:pk>/report/progress/", progress, name="progress"),
    path("<int:pk>/steer/<slug:verb>/", steer, name="steer"),
    path("<int:pk>/again/", again, name="again"),
]
