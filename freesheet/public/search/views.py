"""The one public page that is made when it is asked for.

Rule    rendered without the request: no cookie is read or set, no two readers' answers differ
"""

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.views.decorators.http import require_safe

from freesheet.kit.editions import Edition
from freesheet.public.search.results import search_page
from freesheet.public.theme.text_edition import has_text_edition


@has_text_edition("search/text/results.html")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    page = search_page(request.GET, Edition.current().language)
    return SimpleTemplateResponse("search/results.html", {"page": page})
