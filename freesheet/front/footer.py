"""The pages about the newspaper, as a column of the footer for as long as editors have not arranged their own.

Called by   theme's slots, through apps.ready
"""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from freesheet.front.info_pages import InfoPage
from freesheet.masthead.models import info_pages_key
from freesheet.press.recording import touch


def info_pages(page: Any) -> SafeString:
    language = get_language() or settings.LANGUAGE_CODE
    touch(info_pages_key(language))
    pages = InfoPage.objects.live().select_related("locale").filter(locale__language_code=language).defer("body")
    listed = list(pages.order_by("path"))
    touch(*(one.key for one in listed))
    return render_to_string("front/footer.html", {"pages": listed, "page": page}) if listed else mark_safe("")
