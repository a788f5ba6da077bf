"""Exhibits of the News Feed: briefs in every state, on its page, a day's, their own and the rail."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from freesheet.demo.gallery import scenery
from freesheet.demo.gallery.exhibit import Context, Exhibit, page, parts
from freesheet.public.newsfeed.feed import by_day
from freesheet.public.newsfeed.pages import DayPage, FeedPage
from freesheet.public.newsfeed.pressing import feed_path, latest_path

FEED = _("News Feed")


def _feed(language: str) -> Context:
    briefs = scenery.briefs(language)
    days = by_day(brief for brief in briefs if not brief.pinned_at)
    pinned = [brief for brief in briefs if brief.pinned_at]
    return {"page": FeedPage(language), "pinned": pinned, "days": days, "oldest": days[-1][0]}


def _empty(language: str) -> Context:
    return {"page": FeedPage(language), "pinned": [], "days": [], "oldest": None}


def _day(language: str) -> Context:
    today = DayPage.of(language, timezone.now())
    beside = {"before": today, "after": today, "feed_path": feed_path(language)}
    return {"page": today, "briefs": scenery.briefs(language), **beside}


def _brief(number: int, language: str) -> Context:
    brief = scenery.briefs(language)[number]
    return {"page": brief, "brief": brief, "feed_path": feed_path(language)}


def _rail(language: str) -> list[Context]:
    paths = {"feed_path": feed_path(language), "latest_path": latest_path(language)}
    return [{"briefs": scenery.briefs(language), **paths}]


EXHIBITS = {
    "feed": Exhibit(FEED, _("Briefs in every state"), page("newsfeed/feed.html", _feed)),
    "feed-empty": Exhibit(FEED, _("News Feed without news"), page("newsfeed/feed.html", _empty)),
    "feed-day": Exhibit(FEED, _("A day"), page("newsfeed/day.html", _day)),
    "feed-rail": Exhibit(FEED, _("Beside other pages"), parts("newsfeed/rail.html", _rail, within="story-rail")),
    "brief": Exhibit(FEED, _("A brief alone, breaking"), page("newsfeed/brief_page.html", partial(_brief, 7))),
    "brief-story": Exhibit(FEED, _("A brief with its story"), page("newsfeed/brief_page.html", partial(_brief, 4))),
    "feed-text": Exhibit(FEED, _("Text edition"), page("newsfeed/text/feed.html", _feed)),
    "feed-empty-text": Exhibit(FEED, _("Without news, text edition"), page("newsfeed/text/feed.html", _empty)),
    "feed-day-text": Exhibit(FEED, _("A day, text edition"), page("newsfeed/text/day.html", _day)),
    "brief-text": Exhibit(FEED, _("A brief, text edition"), page("newsfeed/text/brief.html", partial(_brief, 7))),
}
