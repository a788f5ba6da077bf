"""What the list of stories can be narrowed by.

Rule    every filter is one subquery of ids: no joins, so no story stands twice and filters add up
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import Revision, WorkflowState

from freesheet.desk.stories.selects import LongSelect
from freesheet.public.masthead.models import Author, Section, Topic
from freesheet.public.stories.models import Byline, Story

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class EditionsField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, row: Any) -> str:
        """With its edition, for both have their Politics."""
        return f"{row} ({row.locale})"


class EditionsFilter(django_filters.ModelChoiceFilter):
    field_class = EditionsField

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, widget=LongSelect)


def scheduled() -> Q:
    """Stories that will come out by themselves."""
    return Q(pk__in=scheduled_pages())


def in_review() -> Q:
    """Stories that were handed in or handed back."""
    states = WorkflowState.objects.active().filter(base_content_type__model="page")
    return Q(pk__in=[int(pk) for pk in states.values_list("object_id", flat=True)])


def scheduled_pages() -> list[int]:
    """Asked by the hour alone, which has an index: SQLite would rather walk through all revisions of pages."""
    hours = Revision.objects.filter(approved_go_live_at__gt=LONG_AGO)
    rows = hours.values_list("base_content_type__model", "object_id")
    return [int(pk) for model, pk in rows if model == "page"]


STATUSES: dict[str, tuple[Any, Callable[[], Q]]] = {
    "draft": (_("Draft"), lambda: Q(live=False)),
    "live": (_("Live"), lambda: Q(live=True)),
    "changed": (_("Live, with changes not published"), lambda: Q(live=True, has_unpublished_changes=True)),
    "scheduled": (_("Scheduled"), scheduled),
    "review": (_("In review"), in_review),
}


class StoryFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=[(name, words) for name, (words, _which) in STATUSES.items()], method="of_status"
    )
    whose = django_filters.ChoiceFilter(label=_("Whose"), choices=[("mine", _("Mine"))], method="of_owner")
    section = EditionsFilter(queryset=Section.objects.select_related("locale"), label=_("Section"))
    topic = EditionsFilter(queryset=Topic.objects.select_related("locale"), label=_("Topic"), method="of_topic")
    author = EditionsFilter(queryset=Author.objects.select_related("locale"), label=_("Author"), method="of_author")
    label = django_filters.ChoiceFilter(choices=Story.Label.choices, label=_("Label"))
    first_published_at = django_filters.DateFromToRangeFilter(label=_("Published"), widget=DateRangePickerWidget)
    latest_revision_created_at = django_filters.DateFromToRangeFilter(label=_("Updated"), widget=DateRangePickerWidget)

    class Meta:
        model = Story
        fields: list[str] = []

    def of_status(self, stories: QuerySet[Story], name: str, value: str) -> QuerySet[Story]:
        return stories.filter(STATUSES[value][1]())

    def of_owner(self, stories: QuerySet[Story], name: str, value: str) -> QuerySet[Story]:
        return stories.filter(owner=self.request.user)

    def of_topic(self, stories: QuerySet[Story], name: str, topic: Topic) -> QuerySet[Story]:
        return stories.filter(pk__in=Story.topics.through.objects.filter(topic=topic).values("story_id"))

    def of_author(self, stories: QuerySet[Story], name: str, author: Author) -> QuerySet[Story]:
        return stories.filter(pk__in=Byline.objects.filter(author=author).values("story_id"))
