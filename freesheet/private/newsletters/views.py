"""Signing up, confirming, leaving; reading what has no public page.

Rule    a GET shows a page with a button and changes nothing; known, unknown, confirmed and suppressed addresses
        get the same answer
Source  promises 29, 30, 31, 34; RFC 8058
"""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from freesheet.kit.addresses import is_safe
from freesheet.kit.editions import Edition
from freesheet.private.newsletters import tokens
from freesheet.private.newsletters.actions import leaving, signing_up
from freesheet.private.newsletters.form import flood
from freesheet.private.newsletters.form.forms import SignUpForm
from freesheet.private.newsletters.form.wording import wording_on_form
from freesheet.private.newsletters.models import Newsletter
from freesheet.private.newsletters.models.newsletter import newsletters_path
from freesheet.private.newsletters.page import archive
from freesheet.private.newsletters.page.listing import grouped
from freesheet.private.readers.models import Reader
from freesheet.private.readers.own_forms import own_form
from freesheet.private.readers.pages import own_page
from freesheet.private.readers.sessions import for_readers


@own_form
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take in a form; with JavaScript the answer is JSON and shown in place."""
    if request.method != "POST":
        return redirect(newsletters_path(Edition.current().language))
    form = SignUpForm(request.POST, language=Edition.current().language)
    in_place = "application/json" in request.headers.get("Accept", "")
    if not form.is_valid():
        return _refused_in_place(form) if in_place else _refused(request, form)
    solved = flood.is_solved(request.POST.get("riddle", ""))
    if in_place and not solved and flood.is_on():
        return JsonResponse({"riddle": flood.riddle()}, status=429)
    found = form.cleaned_data
    told: dict[str, Any] = {
        "form": found["form"] or "list",
        "path": found["path"] or _came_from(request),
        "solved": solved,
    }
    signing_up.note(found["email"], found["newsletters"], language=Edition.current().language, **told)
    if in_place:
        return JsonResponse({"said": thanks()})
    return redirect(f"{newsletters_path(Edition.current().language)}signed-up/")


def _came_from(request: HttpRequest) -> str:
    """The page of ours where the form stood, where the form itself does not know."""
    came = urlsplit(request.headers.get("Referer", ""))
    return came.path if came.netloc == request.get_host() and is_safe(came.path) else ""


def thanks() -> str:
    return _("Thank you for signing up. We’ve sent you a confirmation e-mail.")


def _refused_in_place(form: SignUpForm) -> HttpResponse:
    wrong = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
    return JsonResponse({"wrong": wrong, "sure": form.doubted}, status=422)


def _refused(request: HttpRequest, form: SignUpForm) -> HttpResponse:
    chosen = request.POST.getlist("newsletters")
    ticked = {int(pk) for pk in chosen if pk.isascii() and pk.isdecimal()}
    told = {"form": form, "groups": grouped(Edition.current().language), "wording": wording_on_form(), "ticked": ticked}
    return own_page(request, "newsletters/again.html", status=422, **told)


@own_form
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """The mailed link: a page with one button, whose press begins what was asked for."""
    token = (request.POST if request.method == "POST" else request.GET).get("token", "")
    found = tokens.sign_up_of(token)
    if found is None or found.reader is None:
        return own_page(
            request, "newsletters/dead_link.html", status=410, path=newsletters_path(Edition.current().language)
        )
    with translation.override(found.language):
        if request.method == "POST":
            begun = signing_up.confirm(found)
            return own_page(request, "newsletters/confirmed.html", subscriptions=begun)
        asked = found.newsletters.select_related("locale")
        return own_page(request, "newsletters/confirm.html", newsletters=asked, token=token)


@csrf_exempt  # one click comes from a mail provider, without cookie or Origin: the token is all it needs
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The link in every issue. POST leaves that newsletter alone; once more changes nothing."""
    found = tokens.delivery_of(token)
    if found is None:
        raise Http404
    subscription, issue = found
    with translation.override(subscription.newsletter.language):
        told: dict[str, Any] = {"newsletter": subscription.newsletter, "token": token}
        if request.method != "POST":
            has_left = leaving.live(subscription) is None
            return own_page(request, "newsletters/leave.html", has_left=has_left, **told)
        if request.POST.get("return"):
            leaving.return_to(subscription)
            return own_page(request, "newsletters/returned.html", **told)
        leaving.leave(leaving.live(subscription) or subscription, issue=issue)
        return own_page(request, "newsletters/left.html", **told)


@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    """An issue that is not public, for whoever got its link by mail; one that is public lives elsewhere."""
    issue = tokens.issue_of(token)
    if issue is None:
        raise Http404
    if issue.is_public:
        return redirect(issue.address)
    with translation.override(issue.language):
        answer = own_page(request, "newsletters/issue.html", **archive.issue_context(issue))
    answer["X-Robots-Tag"] = "noindex"
    return answer


@own_form
@require_POST
@for_readers
def choose(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The reader's own page: exactly the newsletters ticked."""
    wanted = {int(pk) for pk in request.POST.getlist("newsletters") if pk.isascii() and pk.isdecimal()}
    known = set(Newsletter.objects.filter(pk__in=list(wanted)[:1000]).values_list("pk", flat=True))
    leaving.choose(reader, known)
    return redirect(f"{reverse('account')}?saved=1")
