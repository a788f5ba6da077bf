"""What the front puts into other pages' slots: Editors' Picks beside stories, and the way to archive and info pages.

Rule    picks are shown as of pressing and kept fresh by the small script: no story goes stale because of them
"""

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from freesheet.doors.press.rendering.recording import touch
from freesheet.doors.press.rendering.shared import shared
from freesheet.kit.editions import Edition
from freesheet.public.front.keys import info_pages_key
from freesheet.public.front.models import InfoPage
from freesheet.public.front.months import ArchivePage
from freesheet.public.front.pressing import picks_path
from freesheet.public.stories.models import Story
from freesheet.public.theme.pages import PublicPage


def archive_link(page: PublicPage) -> SafeString:
    """The way to every month, at the foot of every page."""
    language = Edition.current().language
    return format_html(
        '<p class="footer-archive"><a href="{}">{}</a></p>', ArchivePage(language).address, gettext("Archive")
    )


def info_pages(page: PublicPage) -> SafeString:
    """The pages about the newspaper, a column of the footer for as long as editors have not arranged their own."""
    marked = page if isinstance(page, InfoPage) else None
    return shared(("info pages", marked and marked.pk), lambda: _info_pages(marked))


def _info_pages(marked: InfoPage | None) -> SafeString:
    language = Edition.current().language
    touch(info_pages_key(language))
    pages = InfoPage.objects.live().select_related("locale").filter(locale__language_code=language).defer("body")
    listed = list(pages.order_by("path"))
    touch(*(one.key for one in listed))
    return render_to_string("front/footer.html", {"pages": listed, "page": marked}) if listed else mark_safe("")


def picks(page: PublicPage) -> SafeString:
    """Editors' Picks beside a story; the front page has its own row."""
    if not isinstance(page, Story):
        return mark_safe("")
    addresses = [page.address] if page.address else []
    context = {"picks_path": picks_path(page.locale.language_code), "page_addresses": addresses}
    return render_to_string("front/picks_place.html", context)
