"""The reader's door and own page.

Rule    a GET changes nothing and spends nothing; a known and an unknown address get the same answer
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from freesheet.private.readers import actions, sign_in
from freesheet.private.readers.forms import Code, ComeIn, Details
from freesheet.private.readers.holdings import holdings
from freesheet.private.readers.models import Reader
from freesheet.private.readers.own_forms import own_form
from freesheet.private.readers.pages import own_page
from freesheet.private.readers.sessions import for_readers, let_in, let_out, reader_of

IN = "in"


def language_of(request: HttpRequest) -> str:
    """What a stranger here is spoken to in: as the page they come from, else as their browser asks."""
    asked = request.GET.get(IN) or request.POST.get(IN) or ""
    if asked in dict(settings.LANGUAGES):
        return asked
    return translation.get_language_from_request(request)


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """What a reader gets and is; whoever is not signed in is asked for an address."""
    reader = reader_of(request)
    if reader is None:
        with translation.override(language_of(request)):
            return own_page(request, "readers/come_in.html", form=ComeIn())
    return _own_page(request, reader, Details(instance=reader), saved=request.GET.get("saved") == "1")


def _own_page(request: HttpRequest, reader: Reader, form: Details, *, saved: bool = False) -> HttpResponse:
    with translation.override(reader.language):
        parts = [part for holding in holdings() if (part := holding.part(reader))]
        return own_page(request, "readers/account.html", reader=reader, form=form, parts=parts, saved=saved)


@own_form
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for link and code."""
    language = language_of(request)
    with translation.override(language):
        form = ComeIn(request.POST)
        if not form.is_valid():
            return own_page(request, "readers/come_in.html", form=form, status=422)
        handle = sign_in.ask(form.cleaned_data["email"], language=language)
        told = {"form": Code(initial={"handle": handle}), "email": form.cleaned_data["email"]}
        return own_page(request, "readers/code.html", **told)


@own_form
@require_POST
def code(request: HttpRequest) -> HttpResponse:
    """Come in by code."""
    with translation.override(language_of(request)):
        form = Code(request.POST)
        if form.is_valid():
            try:
                _reader, key = sign_in.enter_by_code(form.cleaned_data["handle"], form.cleaned_data["code"])
            except sign_in.LinkDead:
                form.add_error("code", _("This is not the code, or it has run out. Look again, or ask for a new one."))
            else:
                return _in(key)
        return own_page(request, "readers/code.html", form=form, status=422)


@own_form
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Come in by link: a page with one button, whose press spends it."""
    with translation.override(language_of(request)):
        token = (request.POST if request.method == "POST" else request.GET).get("token", "")
        if request.method == "POST":
            try:
                _reader, key = sign_in.enter_by_link(token)
            except sign_in.LinkDead:
                return own_page(request, "readers/dead_link.html", form=ComeIn(), status=410)
            return _in(key)
        if not sign_in.opens(token):
            return own_page(request, "readers/dead_link.html", form=ComeIn(), status=410)
        return own_page(request, "readers/enter.html", token=token)


def _in(key: str) -> HttpResponse:
    response = redirect("account")
    let_in(response, key)
    return response


@own_form
@require_POST
@for_readers
def change(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Name and language."""
    form = Details(request.POST, instance=Reader.objects.get(pk=reader.pk))
    if not form.is_valid():
        return _own_page(request, reader, form)
    actions.change(reader, name=form.cleaned_data["name"], language=form.cleaned_data["language"])
    return redirect("/account/?saved=1")


@require_safe
@for_readers
def everything(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All we know of them, as a file."""
    response = JsonResponse(actions.everything(reader), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="everything.json"'
    return response


@own_form
@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def erase(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Have everything forgotten, after one question."""
    if request.method != "POST":
        return own_page(request, "readers/erase.html", reader=reader)
    actions.erase(reader)
    response = own_page(request, "readers/erased.html")
    let_out(request, response)
    return response


@own_form
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out of this browser."""
    response = redirect("account")
    let_out(request, response)
    return response
