"""Fronts and lists, as every reader gets them."""

from typing import Any, TypeVar

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.editions import Edition
from freesheet.kit.periods import Period
from freesheet.public.front.arrangement.front import leading, picked
from freesheet.public.front.lists import LISTED_STORIES, months_of, stories_of_month
from freesheet.public.front.models import FrontPage, InfoPage
from freesheet.public.front.months import ArchivePage, MonthPage, by_day
from freesheet.public.masthead.models import Author, Section, Topic
from freesheet.public.newsfeed.feed import briefs_on
from freesheet.public.stories import keys
from freesheet.public.stories.models import Story
from freesheet.public.theme.pages import by_year
from freesheet.public.theme.text_edition import has_text_edition

LIVE_BRIEFS = 4
MORE_STORIES = 8
"""Four, one more for the story that is itself among them, and three that may stand above it as related."""
Named = TypeVar("Named", Section, Author, Topic)


def _named(model: type[Named], slug: str, *related: str) -> Named:
    """The section, author or topic of that address in this edition; touched."""
    found = (
        model.objects.select_related("locale", *related)
        .filter(locale__language_code=Edition.current().language, slug=slug)
        .first()
    )
    if found is None:
        raise Http404
    touch(found.key)
    return found


def _listed(request: HttpRequest, page: Any, template: str, **which: Model) -> HttpResponse:
    """The page of a thing with its newest stories and, if there are more, the months they stand in."""
    language = Edition.current().language
    stories = Story.objects.readable(language).filter(**which).newest_with_faces(LISTED_STORIES + 1)
    months = months_of(language, **which) if len(stories) > LISTED_STORIES else []
    years = by_year([MonthPage(language, month) for month in months])
    context = {"page": page, "stories": stories[:LISTED_STORIES], "years": years}
    return TemplateResponse(request, template, context)


@has_text_edition("front/text/front_page.html")
def front_page(request: HttpRequest) -> HttpResponse:
    """The front page of this edition."""
    return _front().serve(request)


def picks(request: HttpRequest) -> HttpResponse:
    """The fragment with Editors' Picks that stands beside every story."""
    return TemplateResponse(request, "front/picks.html", {"stories": picked(_front())})


def live(request: HttpRequest) -> HttpResponse:
    """The fragment under a lead that is live: the newest briefs on it; empty without any."""
    lead = leading(_front())
    briefs = briefs_on(lead, LIVE_BRIEFS) if lead else []
    return TemplateResponse(request, "front/live.html", {"briefs": briefs})


def _front() -> FrontPage:
    found = (
        FrontPage.objects.live()
        .select_related("locale")
        .filter(locale__language_code=Edition.current().language)
        .first()
    )
    if found is None:
        raise Http404
    return found


@has_text_edition("front/text/section.html")
def section_or_info(request: HttpRequest, slug: str) -> HttpResponse:
    """A section's page, or one about the newspaper: no slug is both."""
    info = (
        InfoPage.objects.live()
        .select_related("locale")
        .filter(locale__language_code=Edition.current().language, slug=slug)
        .first()
    )
    if info is not None:
        touch(info.key)
        return info.serve(request)
    found = _named(Section, slug)
    touch(keys.section_key(found.pk))
    return _listed(request, found, "front/section.html", section=found)


@has_text_edition("front/text/topic.html")
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = _named(Topic, slug)
    touch(keys.topic_key(found.pk))
    return _listed(request, found, "front/topic.html", topics=found)


@has_text_edition("front/text/author.html")
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody's page: who they are, and what they have made here in any role."""
    found = _named(Author, slug, "portrait")
    touch(keys.author_key(found.pk))
    return _listed(request, found, "front/author.html", bylines__author=found)


@has_text_edition("front/text/archive.html")
def archive(request: HttpRequest) -> HttpResponse:
    """Every month of this edition."""
    page = ArchivePage(Edition.current().language)
    touch(keys.stories_key(page.language))
    months = [MonthPage(page.language, month) for month in months_of(page.language)]
    return TemplateResponse(request, "front/archive.html", {"page": page, "years": by_year(months)})


@has_text_edition("front/text/month.html")
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """All stories of a month, by day; Http404 for a month without any."""
    page = MonthPage(Edition.current().language, Period(int(year), int(month)))
    try:
        stories = stories_of_month(page.language, page.period)
    except ValueError as no_such_month:
        raise Http404 from no_such_month
    if not stories:
        raise Http404
    context = {
        "page": page,
        "days": by_day(stories),
        "preceding": page.preceding(),
        "following": page.following(),
        "archive_path": ArchivePage(page.language).address,
    }
    return TemplateResponse(request, "front/month.html", context)


def more(request: HttpRequest, slug: str) -> HttpResponse:
    """The fragment at the end of stories: the newest of their section; empty when there is but one."""
    found = _named(Section, slug)
    touch(keys.section_key(found.pk))
    stories = Story.objects.readable(Edition.current().language).filter(section=found).newest_with_faces(MORE_STORIES)
    if len(stories) < 2:
        return HttpResponse("")
    return TemplateResponse(request, "front/more.html", {"section": found, "stories": stories})
