"""Where pages say that there is a feed: in their head for feed readers, at the foot for people."""

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from freesheet.kit.editions import Edition
from freesheet.public.masthead.models import Section
from freesheet.public.stories.corrections.log import LogMonth, LogPage
from freesheet.public.theme.pages import PublicPage


def _feed_of(page: PublicPage) -> str:
    """The path of the feed beside a section's page, of the corrections for their log, or of the paper's."""
    if isinstance(page, LogPage | LogMonth):
        return page.feed
    if isinstance(page, Section):
        return f"{page.address}feed.rss"
    language = Edition.current().language
    return Edition(language).path("/feed.rss")


def in_head(page: PublicPage) -> SafeString:
    return format_html(
        '<link rel="alternate" type="application/rss+xml" href="{}{}">', settings.SITE_URL, _feed_of(page)
    )


def in_footer(page: PublicPage) -> SafeString:
    return format_html('<p class="footer-feed"><a href="{}">RSS</a></p>', _feed_of(page))
