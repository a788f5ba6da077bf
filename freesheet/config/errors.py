"""What Django answers when a dynamic request fails.

Rule    a database that is away is not our bug: 503, and try again (promise 20); what has no words of its own is
        the paper's error page, which the front door has pressed
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from freesheet.doors.press.front_door.dynamic import BARE


def _bare(status: int) -> HttpResponse:
    response = HttpResponse(f"{status}\n", status=status, content_type="text/plain; charset=utf-8")
    response[BARE] = "yes"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: a forged Host, or what no browser sends."""
    return _bare(400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler403."""
    return _bare(403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW."""
    return _bare(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404."""
    return _bare(404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: called while the exception is being handled."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        text = _("The database does not answer just now. Nothing is lost; please try again in a minute.")
        response = HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
        response["Retry-After"] = "30"
        return response
    text = _("Something went wrong on our side, and it has been noted. Please go back and try again.")
    return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")
