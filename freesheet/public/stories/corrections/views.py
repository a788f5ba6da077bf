"""The log of corrections, as every reader gets it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from freesheet.kit.editions import Edition
from freesheet.kit.periods import Period
from freesheet.public.stories.corrections import log
from freesheet.public.stories.pressing import log_path
from freesheet.public.theme.pages import by_year
from freesheet.public.theme.text_edition import has_text_edition


@has_text_edition("stories/text/log.html")
def newest(request: HttpRequest) -> HttpResponse:
    """The newest corrections of the edition under their months, and the way to all months."""
    language = Edition.current().language
    months = log.by_month(log.newest(language), language)
    every = log.months_of(language)
    return TemplateResponse(
        request,
        "stories/log.html",
        {"page": log.LogPage(language), "months": months, "years": by_year(every), "log_path": ""},
    )


@has_text_edition("stories/text/log.html")
def of_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """All corrections stated in a month; Http404 for a month without any."""
    language = Edition.current().language
    page = log.LogMonth(language, Period(int(year), int(month)))
    try:
        stated = log.stated_in(page)
    except ValueError as no_such_month:
        raise Http404 from no_such_month
    if not stated:
        raise Http404
    context = {"page": page, "months": [(page, stated)], "log_path": log_path(language)}
    return TemplateResponse(request, "stories/log.html", context)
