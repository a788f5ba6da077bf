"""Nobody reaches the desk without a second factor, used in this very session.

Rule    everything under /desk/ is shut, but for the way in (promise 32)
Rule    no page of the desk is kept by a browser or a cache; one that may hold a token is named in no Referer
"""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from freesheet.kit import hints
from freesheet.staff.adapter import SECOND_FACTORS
from freesheet.staff.language import speak

DESK = "/desk/"
WAY_IN = "/desk/account/"
TO_THE_WAY_IN = ("/desk/login/", "/desk/password_reset/")
KEPT_BY_BROWSERS = ("/desk/originals/", "/desk/sprite/", "/desk/jsi18n/")
"""Pictures say for themselves how long, and only to the browser; the rest says nothing of the newsroom."""
RETRY_AFTER_SECONDS = 60


class SecondFactor:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(DESK):
            return self.get_response(request)
        speak(request)
        response = self._refusal(request) or self.get_response(request)
        return _hinted(request, _kept_quiet(request, response))

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        """None lets the request in."""
        user = request.user
        if user.is_authenticated and used(request):
            return None
        if user.is_authenticated and is_mfa_enabled(user, SECOND_FACTORS):
            logout(request)  # signed in before the second factor was set up elsewhere
        if _is_way_in(request.path_info):
            return None
        if not request.user.is_authenticated:
            return _refuse(request, 401, redirect_to_login(_next(request), reverse("account_login")))
        return _refuse(request, 403, redirect("mfa_index"))


def _is_way_in(path: str) -> bool:
    """Below /desk/account/; that page itself is Wagtail's, for those who are in."""
    return (path.startswith(WAY_IN) and path != WAY_IN) or path in TO_THE_WAY_IN


def used(request: HttpRequest) -> bool:
    """Whether this session's user has shown a second factor in it."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def _next(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")


def _refuse(request: HttpRequest, status: int, page: HttpResponse) -> HttpResponse:
    """A person is led on; a script is told, for it would take the page for its answer."""
    if _is_script(request):
        return JsonResponse({"error": _("Sign in to the desk again, with your second factor.")}, status=status)
    return page


def _is_script(request: HttpRequest) -> bool:
    accept = request.headers.get("Accept", "")
    return (
        request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or request.headers.get("Sec-Fetch-Dest") == "empty"
        or ("json" in accept and "text/html" not in accept)
    )


def _hinted(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let pressed pages show their Edit link to who is in, and no longer to who has left."""
    is_in = request.user.is_authenticated and used(request)
    if is_in and request.COOKIES.get(hints.COOKIE) != hints.STAFF:
        age = settings.SESSION_COOKIE_AGE
        response.set_cookie(hints.COOKIE, hints.STAFF, max_age=age, secure=settings.SECURE, samesite="Lax")
    elif not is_in and request.COOKIES.get(hints.COOKIE) == hints.STAFF:
        response.delete_cookie(hints.COOKIE, samesite="Lax")
    return response


def _kept_quiet(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code == 429:
        response.setdefault("Retry-After", str(RETRY_AFTER_SECONDS))
    if not request.path_info.startswith(KEPT_BY_BROWSERS):
        add_never_cache_headers(response)
    if request.path_info.startswith(WAY_IN):
        # Not no-referrer: browsers then send "Origin: null", and the form is refused as forged.
        response["Referrer-Policy"] = "strict-origin"
    return response
