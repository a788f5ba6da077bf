"""Before an issue leaves: read it over, see what is amiss, choose who gets it, try it out, say yes once.

Rule    nothing leaves by a GET, nor while a check says stop
"""

import json
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from freesheet.doors.mailroom import actions as mailroom
from freesheet.doors.mailroom.signing import domain
from freesheet.kit.frames import mail_policy
from freesheet.private.newsletters import mails
from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.actions.freezing import audience
from freesheet.private.newsletters.desk.forms import WINDOWS, SendingForm, TrialForm
from freesheet.private.newsletters.issue.checks import checked
from freesheet.private.newsletters.issue.composing import sender_of
from freesheet.private.newsletters.models import Issue
from freesheet.private.newsletters.models.issue import SENDING_FIELDS, AlreadySent
from freesheet.private.newsletters.permissions import issue_policy

FRAMES = ("light", "dark", "text")


def issue_for(request: HttpRequest, pk: int, action: str = "change") -> Issue:
    """The issue, if whoever asks may do that with it; raises PermissionDenied, Http404."""
    if not issue_policy.user_has_permission(request.user, action):
        raise PermissionDenied
    issue = Issue.objects.select_related("newsletter", "newsletter__locale").filter(pk=pk).first()
    if issue is None:
        raise Http404
    return issue


class IssueView(WagtailAdminTemplateMixin, TemplateView):
    """One screen about one issue."""

    header_icon = "mail"
    action = "change"

    @cached_property
    def issue(self) -> Issue:
        return issue_for(self.request, self.kwargs["pk"], self.action)

    def get_page_subtitle(self) -> str:
        return str(self.issue)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        issues = {"url": reverse("issues:list"), "label": _("Issues")}
        title = {"url": "", "label": str(self.get_page_title()), "sublabel": str(self.issue)}
        return [*self.breadcrumbs_items, issues, title]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"issue": self.issue, "newsletter": self.issue.newsletter, **kwargs})


class BeforeSending(IssueView):
    """What was sent is looked at in its report."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.issue.frozen_at:
            return redirect("issues:report", self.issue.pk)
        return super().dispatch(request, *args, **kwargs)


class Review(BeforeSending):
    template_name = "newsletters/desk/review.html"
    page_title = gettext_lazy("Read over and send")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "form": SendingForm(instance=self.issue),
            "trial": TrialForm(initial={"to": [self.request.user.pk]}),
            "checked": checked(self.issue),
            "readers": audience(self.issue).count(),
            "everybody": self.issue.newsletter.subscriptions.confirmed().count() if self.issue.segment else None,
            "sender": sender_of(self.issue.newsletter),
            "leaves": bool(settings.SMTP_URL),
            "may_send": issue_policy.user_has_permission(self.request.user, "send"),
        }
        return super().get_context_data(**{**told, **kwargs})

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Keep who and how; then count again, or go on to the question."""
        form = SendingForm(request.POST, instance=self.issue)
        if not form.is_valid():
            messages.error(request, _("Nothing is kept yet: see what is said beside the fields."))
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        if "go-on" not in request.POST:
            return redirect("issues:review", pk)
        at = form.cleaned_data["at"]
        asked = reverse("issues:send", args=[pk])
        return redirect(f"{asked}?at={at.isoformat().replace('+', '%2B')}" if at else asked)


class Send(BeforeSending):
    """Asked once, clearly; the button says what it does."""

    action = "send"
    template_name = "newsletters/desk/send.html"
    page_title = gettext_lazy("Send")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        readers = audience(self.issue).count()
        told = {
            "at": _moment(self.request.GET.get("at", "")),
            "readers": readers,
            "version": _version(self.issue),
            "checked": checked(self.issue),
            "spread": dict(WINDOWS)[self.issue.window_minutes] if self.issue.window_minutes else "",
        }
        return super().get_context_data(**told, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if checked(self.issue).stops:
            messages.error(request, _("It is not sent: something must be seen to first."))
            return redirect("issues:review", pk)
        at = _moment(request.POST.get("at", ""))
        if at and at <= timezone.now():
            messages.error(request, _("It is not scheduled: this moment has passed. Choose a later one."))
            return redirect("issues:review", pk)
        if request.POST.get("version", _version(self.issue)) != _version(self.issue):
            messages.warning(request, _("It was changed since you were asked. Look once more, then say yes."))
            return redirect("issues:review", pk)
        return self._schedule(request, at) if at else self._send(request)

    def _schedule(self, request: HttpRequest, at: Any) -> HttpResponseBase:
        try:
            steering.schedule(self.issue, at)
        except AlreadySent:
            messages.warning(request, _("Somebody has sent it already."))
            return redirect("issues:report", self.issue.pk)
        log(self.issue, "newsletters.schedule", data={"at": at.isoformat()})
        told = {"when": formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")}
        messages.success(
            request, _("It leaves by itself: %(when)s. Until then you can change it or call it off.") % told
        )
        return redirect("issues:list")

    def _send(self, request: HttpRequest) -> HttpResponseBase:
        try:
            with transaction.atomic():
                readers = steering.send(self.issue)
                log(self.issue, "newsletters.send", data={"readers": readers})
        except AlreadySent:
            messages.warning(request, _("Somebody has sent it already: here is how it goes. Nobody gets it twice."))
        except steering.Nobody:
            messages.error(request, _("Nobody would get it: no confirmed reader is among those you chose."))
            return redirect("issues:review", self.issue.pk)
        else:
            words = ngettext("It is on its way to one reader.", "It is on its way to %(count)d readers.", readers)
            messages.success(request, words % {"count": readers})
        return redirect("issues:report", self.issue.pk)


@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """A scheduled issue is a draft again."""
    issue = issue_for(request, pk, "send")
    if steering.call_off(issue):
        log(issue, "newsletters.call_off")
        messages.success(request, _("It is called off and does not leave by itself any more."))
    else:
        messages.warning(request, _("It has left already: here is how it goes."))
    return redirect("issues:review", pk)


@require_POST
def try_out(request: HttpRequest, pk: int) -> HttpResponse:
    """A trial to some of the staff: the mail as readers get it, by the door that theirs leave by."""
    issue = issue_for(request, pk)
    form = TrialForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("No trial was sent: tick somebody to send it to."))
        return redirect("issues:review", pk)
    content = mails.trial(issue)
    people = list(form.cleaned_data["to"])
    for person in people:
        mailroom.due(content, to=person.email, purpose="trial")
    log(issue, "newsletters.try_out", data={"to": ", ".join(person.email for person in people)})
    words = ngettext("A trial is on its way to %(to)s.", "Trials are on their way to %(to)s.", len(people))
    messages.success(request, words % {"to": ", ".join(person.email for person in people)})
    return redirect("issues:review", pk)


@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int, frame: str) -> HttpResponse:
    """The mail itself, as the preview frames it."""
    if frame not in FRAMES:
        raise Http404
    issue = issue_for(request, pk)
    html = render_to_string(f"newsletters/desk/preview/{frame}.html", {"object": issue})
    policy = mail_policy(settings.SITE_URL)
    return HttpResponse(html, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})


def sender_domain(request: HttpRequest, pk: int) -> HttpResponse:
    """What DNS says of the sender's domain, and what it should say: a part of the review that is fetched after it."""
    issue = issue_for(request, pk)
    _name, address = sender_of(issue.newsletter)
    told = {"issue": issue, "sender": address, "records": domain.records(address)}
    return render(request, "newsletters/desk/sender_domain.html", told)


def _moment(text: str) -> datetime | None:
    """With its zone; None for anything else."""
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return at if at and timezone.is_aware(at) else None


def _version(issue: Issue) -> str:
    """Of what is asked about: its words and who gets it."""
    words = [issue.newsletter_id, issue.subject, issue.preheader, issue.body.get_prep_value()]
    asked = [*words, *(getattr(issue, name) for name in SENDING_FIELDS)]
    return blake2b(json.dumps(asked, sort_keys=True, default=str).encode(), digest_size=8).hexdigest()


urlpatterns = [
    path("<int:pk>/review/", Review.as_view(), name="review"),
    path("<int:pk>/send/", Send.as_view(), name="send"),
    path("<int:pk>/call-off/", call_off, name="call_off"),
    path("<int:pk>/try-out/", try_out, name="try_out"),
    path("<int:pk>/shown/<slug:frame>/", preview, name="shown"),
    path("<int:pk>/sender-domain/", sender_domain, name="sender_domain"),
]
