"""Forms of our own pages: what comes from another site's page is refused.

Rule    pressed pages carry no token: where a form comes from is told by the browser; one that says nothing is
        let in, since such forms do nothing without a mailed link or a Lax cookie, which other sites' forms lack
Source  Fetch Standard (Origin), Fetch Metadata Request Headers (Sec-Fetch-Site)
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]
OUR_SITES = {"same-origin", "none"}


def comes_from_us(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        return site in OUR_SITES
    return origin is None or urlsplit(origin).netloc == request.get_host()


def own_form(view: View) -> View:
    """Let POSTs in from our own pages only, without a CSRF token; what only reads passes."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not comes_from_us(request):
            return HttpResponseForbidden(
                _("This form came from another site. Please open our page and try again there."),
                content_type="text/plain; charset=utf-8",
            )
        return view(request, *args, **kwargs)

    return guarded
