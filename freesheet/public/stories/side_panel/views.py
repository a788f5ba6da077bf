"""What stands beside a story's form while it is written: its length, advice, its twins, and where readers find it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from wagtail.models import Locale

from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.fragments import PREFIX
from freesheet.kit.words import text
from freesheet.public.stories.body.words import words_in
from freesheet.public.stories.models import Story
from freesheet.public.stories.side_panel.remarks import Remark, remarks

TRANSLATES = "simple_translation.submit_translation"
LISTED_PATHS = 12
"""Addresses; the rest is counted."""


@dataclass(frozen=True)
class Twin:
    """The same story in another edition.

    url     where the desk edits it, readers read it, or it is made; empty for a draft that is somebody else's
    title   empty if the story is not there, or is such a draft
    """

    language: str
    url: str
    story: Story | None
    title: str = ""


class SidePanel:
    """All that the panel shows of a story's newest version."""

    def __init__(self, story: Story, user: Any) -> None:
        self.row = story
        self.draft: Story = story.get_latest_revision_as_object()
        self._user = user

    @cached_property
    def word_count(self) -> int:
        return words_in(self.draft.body)

    @property
    def minutes(self) -> int:
        return text.reading_minutes(self.word_count)

    @cached_property
    def remarks(self) -> list[Remark]:
        return remarks(self.draft)

    @cached_property
    def twins(self) -> list[Twin]:
        """In the order of editions; those that do not exist only for who may make them."""
        there = {story.locale_id: story for story in self.row.get_translations()}
        may_make = self._user.has_perm(TRANSLATES)
        others = Locale.objects.exclude(pk=self.row.locale_id)
        return [self._twin(locale, there.get(locale.pk)) for locale in others if may_make or locale.pk in there]

    def _twin(self, locale: Locale, story: Story | None) -> Twin:
        language = locale.get_display_name()
        if story is None:
            return Twin(language, reverse("simple_translation:submit_page_translation", args=[self.row.pk]), story)
        if story.permissions_for_user(self._user).can_edit():
            return Twin(language, reverse("wagtailadmin_pages:edit", args=[story.pk]), story, story.draft_title)
        return Twin(language, story.address or "", story, story.title) if story.live else Twin(language, "", story)

    @property
    def more(self) -> int:
        return max(0, len(self.paths) - LISTED_PATHS)

    @cached_property
    def paths(self) -> list[str]:
        """Where it is shown now, as pressed: every page made from it, its own first."""
        made = Sheet.objects.filter(keys__key=self.row.key, status=Sheet.Status.OK).exclude(path__contains=PREFIX)
        found = list(made.order_by("path").values_list("path", flat=True))
        own = self.row.address
        return sorted(found, key=lambda path: (path != own, not path.endswith("/"), path.startswith("/text/"), path))


@never_cache
@require_GET
def side_panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel's content, for who may edit the story."""
    story: Story = get_object_or_404(Story.objects.select_related("locale"), pk=pk)
    if not story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return render(
        request, "stories/desk/side_panel.html", {"panel": SidePanel(story, request.user), "most": LISTED_PATHS}
    )
