"""What Django answers when a dynamic request fails.

Rule    a database that is away is not our bug: 503, and try again (PROMISES 20)
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: called while the exception is being handled."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        text = _("The database does not answer just now. Nothing is lost; please try again in a minute.")
        response = HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
        response["Retry-After"] = "30"
        return response
    text = _("Something went wrong on our side, and it has been noted. Please go back and try again.")
    return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")
