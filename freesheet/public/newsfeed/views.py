"""The News Feed, as every reader gets it."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from freesheet.doors.press.rendering.as_of import as_of
from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.editions import Edition
from freesheet.kit.periods import Period
from freesheet.public.newsfeed import feed, pressing
from freesheet.public.newsfeed.models import Brief
from freesheet.public.newsfeed.pages import DayPage, FeedPage
from freesheet.public.theme.text_edition import has_text_edition


@has_text_edition("newsfeed/text/feed.html")
def feed_page(request: HttpRequest) -> HttpResponse:
    """The newest briefs, by day, and the way to all days."""
    language = Edition.current().language
    briefs = feed.newest(language, feed.PAGE_BRIEFS)
    pinned = [brief for brief in briefs if brief.pinned_at]
    days = feed.by_day(briefs[len(pinned) :])
    context = {
        "page": FeedPage(language),
        "pinned": pinned,
        "days": days,
        "oldest": days[-1][0] if days else None,
    }
    return TemplateResponse(request, "newsfeed/feed.html", context)


@has_text_edition("newsfeed/text/brief.html")
def brief(request: HttpRequest, pk: int) -> HttpResponse:
    """One brief's page; Http404 when it is withdrawn or another edition's."""
    found = Brief.objects.readable(Edition.current().language).with_faces().filter(pk=pk).first()
    if found is None:
        raise Http404
    touch(*found.shown_keys())
    context = {"page": found, "brief": found, "feed_path": pressing.feed_path(found.language)}
    return TemplateResponse(request, "newsfeed/brief_page.html", context)


@has_text_edition("newsfeed/text/day.html")
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """All briefs of a day; Http404 for a day without any."""
    page = DayPage(Edition.current().language, Period(int(year), int(month), int(day)))
    try:
        briefs = feed.briefs_of(page)
    except ValueError as no_such_day:
        raise Http404 from no_such_day
    if not briefs:
        raise Http404
    context = {
        "page": page,
        "briefs": briefs,
        "before": feed.day_before(page),
        "after": feed.day_after(page),
        "feed_path": pressing.feed_path(page.language),
    }
    return TemplateResponse(request, "newsfeed/day.html", context)


def latest(request: HttpRequest) -> HttpResponse:
    """The newest briefs as JSON: {"as_of": "1796…", "briefs": [{"id": 7, "html": "<li>…"}]}, the pinned first."""
    briefs = [_as_json(one) for one in feed.newest(Edition.current().language, feed.RAIL_BRIEFS)]
    return HttpResponse(
        json.dumps({"as_of": as_of(), "briefs": briefs}, ensure_ascii=False, separators=(",", ":")),
        content_type="application/json",
    )


def _as_json(brief: Brief) -> dict[str, Any]:
    html = render_to_string("newsfeed/item.html", {"brief": brief}).strip()
    return {"id": brief.pk, "html": html}
