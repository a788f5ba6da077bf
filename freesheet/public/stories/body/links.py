"""Links from a text to our own pages: followed, so that they never lead nowhere.

Rule    a page that shows a link touches what it leads to; one that is not published is no link
"""

from typing import Any

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from freesheet.doors.press.rendering.recording import touch
from freesheet.public.stories.models import Story


class LinkHandler(PageLinkHandler):
    """Wagtail's, but in a fixed number of queries and without another edition's page behind one's back."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Page | None]:
        ids = [int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id", "")).isdecimal()]
        stories = {story.pk: story for story in Story.objects.filter(pk__in=ids).select_related("locale")}
        touch(*(story.key for story in stories.values()))
        others = Page.objects.filter(pk__in=set(ids) - set(stories)).specific() if set(ids) - set(stories) else ()
        pages = {**stories, **{page.pk: page for page in others}}
        return [pages.get(int(attrs["id"])) if str(attrs.get("id", "")).isdecimal() else None for attrs in attrs_list]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        addresses = [
            getattr(page, "address", None) if page and page.live else None for page in cls.get_many(attrs_list)
        ]
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in addresses]
