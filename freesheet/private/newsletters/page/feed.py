"""RSS of a newsletter's issues, beside its page.

Rule    the same rows give the same bytes: no time but the issues' own
"""

from django.conf import settings
from django.http import HttpResponse

from freesheet.doors.press.rendering.recording import touch
from freesheet.private.newsletters.models import Newsletter
from freesheet.private.newsletters.page.archive import newest
from freesheet.public.masthead.models import imprint
from freesheet.public.syndication import feeds


def feed(newsletter: Newsletter) -> HttpResponse:
    """Its newest issues that everybody may read."""
    title = f"{imprint(newsletter.language).name} – {newsletter.name}"
    made = feeds.empty(newsletter.feed, title, newsletter.description)
    touch(newsletter.key, *([newsletter.host.key] if newsletter.host else []))
    for issue in newest(newsletter):
        touch(issue.key)
        made.add_item(
            title=issue.subject,
            link=f"{settings.SITE_URL}{issue.address}",
            unique_id=issue.guid,
            unique_id_is_permalink=False,
            description=issue.preheader,
            pubdate=issue.sent_at,
            categories=[],
            creators=[newsletter.host.name] if newsletter.host else [],
        )
    return feeds.answer(made)
