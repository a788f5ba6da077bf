"""A story's page, as every reader gets it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from freesheet.kit import clock
from freesheet.stories.models import Story


def story(request: HttpRequest, year: str, month: str, slug: str) -> HttpResponse:
    """The published story of that address; Http404 when there is none (any more)."""
    language = translation.get_language() or ""
    found = Story.objects.readable(language).with_faces().filter(slug=slug).first()
    if found is None or clock.month_of(found.published_at) != (int(year), int(month)):
        raise Http404
    return found.serve(request)
