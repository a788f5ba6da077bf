"""Error pages, as every reader gets them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from freesheet.theme.errors import WORDS, ErrorPage


def error(request: HttpRequest, status: int) -> HttpResponse:
    """The page that is pressed for a status; it answers 200 here, the front door gives it its status."""
    if status not in WORDS:
        raise Http404
    return TemplateResponse(request, "theme/error.html", {"page": ErrorPage(status)})
