"""Where all stories of an edition lie: it orders Wagtail's tree, and readers never see it."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from freesheet.public.stories.models.lasting import Lasting


class Archive(Lasting, Page):
    """The one parent of all stories of an edition; it has no page of its own."""

    max_count_per_parent = 1
    subpage_types = ["stories.Story"]

    class Meta:
        verbose_name = _("archive")

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        return None
