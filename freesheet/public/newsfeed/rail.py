"""The News Feed on other pages: as of their pressing, kept fresh by the small script.

Rule    frozen: no page goes stale because a brief was posted; the script asks latest.json. The text edition has
        no script: its front page, and no other, follows the feed
"""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from freesheet.doors.press.rendering.recording import frozen, touch
from freesheet.doors.press.rendering.shared import shared
from freesheet.kit.editions import Edition
from freesheet.public.newsfeed import feed, pressing
from freesheet.public.newsfeed.keys import briefs_key
from freesheet.public.stories.models import Story
from freesheet.public.theme.pages import PublicPage


def rail(page: PublicPage) -> SafeString:
    """The newest briefs; nothing as long as there are none."""
    language = Edition.current().language
    with frozen():
        html = shared("rail", lambda: _rail(language))
    if not html and not isinstance(page, Story):
        touch(briefs_key(language))  # the first brief brings the rail; stories get it when pressed next
    return html


def _rail(language: str) -> SafeString:
    briefs = feed.newest(language, feed.RAIL_BRIEFS)
    if not briefs:
        return mark_safe("")
    paths = {"feed_path": pressing.feed_path(language), "latest_path": pressing.latest_path(language)}
    return render_to_string("newsfeed/rail.html", {"briefs": briefs, **paths})


def text_rail(page: PublicPage) -> SafeString:
    """The newest briefs on the text edition's front page, which follows them: no script refreshes it."""
    language = Edition.current().language
    briefs = feed.newest(language, feed.RAIL_BRIEFS)
    if not briefs:
        return mark_safe("")
    return render_to_string("newsfeed/text/rail.html", {"briefs": briefs, "feed_path": pressing.feed_path(language)})


def text_link(page: PublicPage) -> SafeString:
    """The way to the News Feed in the text edition's menu."""
    path = pressing.feed_path(Edition.current().language)
    return render_to_string("newsfeed/text/link.html", {"page": page, "feed_path": path})
