"""Stories as rows of the desk's lists: all that a row shows, in a fixed number of queries.

Rule    stories are found and sorted by their ids; only those that are shown are read whole
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Site
from wagtail.query import PageQuerySet

from freesheet.public.front.models import FrontPage, SecondarySlot
from freesheet.public.stories.models import Story

EXPORTED_AT_ONCE = 500


def stories_for_rows(pks: Iterable[int]) -> list[Story]:
    """These stories in this order, with bylines, section, who changed them last and where on a front they stand."""
    order = list(pks)
    rows = {story.pk: story for story in _queryset(order)}
    paths, standing = Site.get_site_root_paths(), _on_fronts(order)
    for story in rows.values():
        story._wagtail_cached_site_root_paths = paths  # else each row's address asks the cache again
        story.permissions_for_user = cache(story.permissions_for_user)  # asked ten times a row
        story.on_front = standing.get(story.pk, "")
    return [rows[pk] for pk in order if pk in rows]


def _queryset(pks: Sequence[int]) -> PageQuerySet:
    stories = Story.objects.filter(pk__in=pks).defer("body", "latest_revision__content")
    stories = stories.select_related("section", "latest_revision__user", "content_type")
    stories = stories.prefetch_related("locale", "bylines__author").prefetch_workflow_states()
    return stories.annotate_has_untranslated_locale().annotate_site_root_state().annotate_approved_schedule()


def _on_fronts(pks: Sequence[int]) -> dict[int, str]:
    """Which of them an editor has put on a front page: "lead" or "front"."""
    beneath = SecondarySlot.objects.filter(story__in=pks).values_list("story_id", flat=True)
    leads = FrontPage.objects.filter(lead__in=pks).values_list("lead_id", flat=True)
    return dict.fromkeys(beneath, "front") | dict.fromkeys(leads, "lead")


class FromEitherEnd:
    """Ids in order, of which a page near the end is read from there: a database walks to what it skips."""

    def __init__(self, pks: QuerySet[Any]) -> None:
        self._pks = pks

    @cached_property
    def _count(self) -> int:
        return self._pks.count()

    def count(self) -> int:
        return self._count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        return iter(self._pks)

    def __getitem__(self, cut: slice) -> list[int]:
        start, stop, _step = cut.indices(self._count)
        if start <= self._count // 2:
            return list(self._pks[start:stop])
        return list(self._pks.reverse()[self._count - stop : self._count - start])[::-1]


class Exported:
    """Stories of these ids, read a few hundred at a time, as Wagtail's spreadsheets want them."""

    model = Story

    def __init__(self, pks: Iterable[int]) -> None:
        self.pks = list(pks)

    def __iter__(self) -> Iterator[Any]:
        for start in range(0, len(self.pks), EXPORTED_AT_ONCE):
            yield from stories_for_rows(self.pks[start : start + EXPORTED_AT_ONCE])
