"""What the front room has at the foot of every page: the way to the archive, and the pages about the newspaper,
as a column for as long as editors have not arranged their own.

Called by   theme's slots, through apps.ready
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from freesheet.doors.press.recording import touch
from freesheet.kit.editions import Edition
from freesheet.public.front.info_pages import InfoPage
from freesheet.public.front.keys import info_pages_key
from freesheet.public.front.months import ArchivePage


def archive(page: Any) -> SafeString:
    """The way to every month, at the foot of every page."""
    language = Edition.current().language
    return format_html(
        '<p class="footer-archive"><a href="{}">{}</a></p>', ArchivePage(language).address, gettext("Archive")
    )


def info_pages(page: Any) -> SafeString:
    language = Edition.current().language
    touch(info_pages_key(language))
    pages = InfoPage.objects.live().select_related("locale").filter(locale__language_code=language).defer("body")
    listed = list(pages.order_by("path"))
    touch(*(one.key for one in listed))
    return render_to_string("front/footer.html", {"pages": listed, "page": page}) if listed else mark_safe("")
