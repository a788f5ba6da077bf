"""Error pages and the text edition, as every reader gets them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from freesheet.kit.editions import Edition
from freesheet.public.theme.errors import WORDS, ErrorPage
from freesheet.public.theme.text_edition import answer


def error(request: HttpRequest, status: int) -> HttpResponse:
    """The page that is pressed for a status; it answers 200 here, the front door gives it its status."""
    if status not in WORDS:
        raise Http404
    return TemplateResponse(request, "theme/error.html", {"page": ErrorPage(status)})


def text(request: HttpRequest, path: str = "") -> HttpResponse:
    """The text edition of the page at that path of this edition; Http404 for a page that has none."""
    language = Edition.current().language
    response = answer(
        Edition(language).path(f"/{path}"),
        request.META.get("QUERY_STRING", ""),
    )
    if response is None:
        raise Http404
    return response
