"""What a newsroom has on its desk: stories that wait, come back, change, or stand before readers.

Rule    the archive is walked once, and no body is read; the rest is a fixed number of queries of few rows
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q
from wagtail.models import Page, TaskState, WorkflowState

from freesheet.desk.permissions import Permissions
from freesheet.desk.stories.filters import scheduled_pages
from freesheet.public.front.models import FrontPage
from freesheet.public.stories.models import Story, StoryQuerySet

PANEL_ROWS = 6
STORIES_READ = 200
"""Stories in review, or changed by colleagues, that are looked through for those that concern one."""


class Change(NamedTuple):
    """A story that readers do not see as it stands at the desk, or will not see for ever."""

    pk: int
    owner: int | None
    live: bool
    changed: bool
    expire_at: datetime | None
    title: str
    """Of the row: if readers have the page, what they read."""


@dataclass(frozen=True)
class StoriesInHand:
    """One's own stories that are not finished.

    returned    handed back, with the state of the task that says by whom and why
    in_review   handed in, and nobody has decided
    """

    returned: list[tuple[Story, Any]]
    in_review: list[tuple[Story, Any]]
    drafts: list[Story]

    def __bool__(self) -> bool:
        return bool(self.returned or self.in_review or self.drafts)


class Desk:
    """The newsroom as one member of staff sees it at one moment; what several panels ask is read once."""

    def __init__(self, permissions: Permissions) -> None:
        self.permissions = permissions

    @cached_property
    def changes(self) -> list[Change]:
        """All drafts, changes and expiries there are, the latest first."""
        wanted = Q(has_unpublished_changes=True) | Q(live=True, expire_at__isnull=False)
        rows = Page.objects.filter(wanted).order_by("-latest_revision_created_at", "-pk")
        fields = ("pk", "owner_id", "live", "has_unpublished_changes", "expire_at", "title")
        return [Change(*row) for row in rows.values_list(*fields)]

    @cached_property
    def in_review(self) -> dict[int, WorkflowState]:
        """Pages that were handed in or handed back, and how far they are; the latest."""
        states = WorkflowState.objects.active().filter(base_content_type__model="page")
        states = states.select_related("current_task_state__finished_by", "current_task_state__task")
        return {int(state.object_id): state for state in states.order_by("-created_at")[:STORIES_READ]}

    @cached_property
    def drafts(self) -> list[Change]:
        """Changes that nobody has handed in and that do not come out by themselves."""
        busy = {*self.in_review, *scheduled_pages()}
        return [change for change in self.changes if change.changed and change.pk not in busy]

    def waiting(self) -> list[TaskState]:
        """Tasks that this member may decide, the longest waiting first; one more than is shown if there are more."""
        tasks = TaskState.objects.reviewable_by(self.permissions.user)
        tasks = tasks.filter(workflow_state__base_content_type__model="page")
        tasks = tasks.select_related("revision", "task", "workflow_state__requested_by")
        return list(tasks.defer("revision__content").order_by("started_at")[: PANEL_ROWS + 1])

    def stories_in_hand(self) -> StoriesInHand:
        me = self.permissions.user.pk
        asked = [pk for pk, state in self.in_review.items() if state.requested_by_id == me]
        own = Story.objects.filter(Q(owner=me, pk__in=list(self.in_review)) | Q(pk__in=asked))
        pairs = [(story, self.in_review[story.pk]) for story in _rows(own)]
        drafts = [change.pk for change in self.drafts if change.owner == me]
        return StoriesInHand(
            returned=[(story, state.current_task_state) for story, state in pairs if _came_back(state)],
            in_review=[(story, state.current_task_state) for story, state in pairs if not _came_back(state)],
            drafts=list(_rows(Story.objects.filter(pk__in=drafts[: PANEL_ROWS + 1]))),
        )

    def drafts_of_others(self) -> list[Story]:
        """What colleagues work on and this member may change, the latest first."""
        theirs = [change.pk for change in self.drafts if change.owner != self.permissions.user.pk]
        stories = Story.objects.filter(pk__in=theirs[:STORIES_READ]).editable_by(self.permissions.user)
        return list(_rows(stories)[: PANEL_ROWS + 1])


def leads() -> list[FrontPage]:
    """Each edition's front page, with the lead that an editor chose."""
    fronts = FrontPage.objects.live().select_related("locale", "lead__locale", "lead__section")
    return list(fronts.defer("lead__body").order_by("path"))


def newest() -> list[Story]:
    """The stories that came out last, found by the index on pages alone."""
    pages = Page.objects.live().exact_type(Story).order_by("-first_published_at", "-pk")
    stories = Story.objects.filter(pk__in=list(pages.values_list("pk", flat=True)[:PANEL_ROWS]))
    return list(stories.select_related("locale", "section").defer("body").newest())


def _rows(stories: StoryQuerySet) -> StoryQuerySet:
    whole = stories.select_related("section", "locale", "owner", "latest_revision__user")
    return whole.defer("body", "latest_revision__content").order_by("-latest_revision_created_at", "-pk")


def _came_back(state: WorkflowState) -> bool:
    return bool(state.status == WorkflowState.STATUS_NEEDS_CHANGES)


def cut_to_panel(rows: Iterable[Any]) -> tuple[list[Any], bool]:
    """At most PANEL_ROWS of them, and whether there are more."""
    listed = list(rows)
    return listed[:PANEL_ROWS], len(listed) > PANEL_ROWS
