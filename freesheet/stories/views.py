"""A story's page and the log of corrections, as every reader gets them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation

from freesheet.kit import clock
from freesheet.stories import log
from freesheet.stories.models import Story
from freesheet.theme.text_edition import has_text_edition


@has_text_edition("stories/text/story.html")
def story(request: HttpRequest, year: str, month: str, slug: str) -> HttpResponse:
    """The published story of that address; Http404 when there is none (any more)."""
    language = translation.get_language() or ""
    found = Story.objects.readable(language).with_faces().filter(slug=slug).first()
    if found is None or clock.month_of(found.published_at) != (int(year), int(month)):
        raise Http404
    return found.serve(request)


@has_text_edition("stories/text/log.html")
def corrections(request: HttpRequest) -> HttpResponse:
    """The newest corrections of the edition under their months, and the way to all months."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    months = log.by_month(log.newest(language), language)
    every = log.months_of(language)
    return TemplateResponse(
        request,
        "stories/log.html",
        {"page": log.LogPage(language), "months": months, "years": log.by_year(every), "log_path": ""},
    )


@has_text_edition("stories/text/log.html")
def corrections_of_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """All corrections stated in a month; Http404 for a month without any."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    page = log.LogMonth(language, int(year), int(month))
    try:
        stated = log.stated_in(page)
    except ValueError as no_such_month:
        raise Http404 from no_such_month
    if not stated:
        raise Http404
    context = {"page": page, "months": [(page, stated)], "log_path": log.log_path(language)}
    return TemplateResponse(request, "stories/log.html", context)
