"""Who is asking: a reader's session in a cookie of its own, which no page for everybody gets.

Rule    the cookie goes to /account/ alone, and is neither the desk's nor read by it
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_cache_control

from freesheet.private.readers import sign_in
from freesheet.private.readers.models import SESSION_LASTS, Reader

COOKIE = "freesheet_reader"
PATH = "/account/"
View = Callable[..., HttpResponse]


def reader_of(request: HttpRequest) -> Reader | None:
    key = request.COOKIES.get(COOKIE, "")
    session = sign_in.session_of(key) if key else None
    return session.reader if session else None


def let_in(response: HttpResponse, key: str) -> None:
    """Have the browser keep a new session's key."""
    age = int(SESSION_LASTS.total_seconds())
    response.set_cookie(COOKIE, key, max_age=age, path=PATH, secure=settings.SECURE, httponly=True, samesite="Lax")


def let_out(request: HttpRequest, response: HttpResponse) -> None:
    if key := request.COOKIES.get(COOKIE):
        sign_in.leave(key)
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")


def for_readers(view: View) -> View:
    """A view(request, reader, …) for whoever is signed in, in their language; others are asked to come in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reader = reader_of(request)
        if reader is None:
            return redirect("account")
        with translation.override(reader.language):
            response = view(request, reader, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return guarded
