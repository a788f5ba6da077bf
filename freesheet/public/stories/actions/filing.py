"""Filing a story elsewhere without its form: into a section, or under one more topic.

Rule    what readers have, the draft and what is in review change alike, so that none undoes another
Rule    a section is not words: nobody is asked for a note, and the day of the last change stays
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, WorkflowState

from freesheet.public.masthead.charge import sections_of
from freesheet.public.masthead.models import Section, Topic
from freesheet.public.stories.models import Story
from freesheet.public.stories.permissions import publishes_all

FILED = "stories.filed"


@dataclass(frozen=True)
class IntoSection:
    """A section instead of the one before."""

    place: Section
    field = "section"

    def holds(self, story: Story) -> bool:
        return story.section_id == self.place.pk

    @staticmethod
    def before(story: Story) -> str:
        return str(story.section or "")

    def after(self, story: Story) -> str:
        return str(self.place)

    def set(self, story: Story) -> None:
        story.section = self.place

    def written(self, content: dict[str, Any]) -> dict[str, Any]:
        return {**content, self.field: self.place.pk}


@dataclass(frozen=True)
class UnderTopic:
    """A topic beside those it has."""

    place: Topic
    field = "topics"

    def holds(self, story: Story) -> bool:
        return self.place in story.topics.all()

    @staticmethod
    def before(story: Story) -> str:
        return ", ".join(map(str, story.topics.all()))

    def after(self, story: Story) -> str:
        return ", ".join(filter(None, (self.before(story), str(self.place))))

    def set(self, story: Story) -> None:
        story.topics.add(self.place)

    def written(self, content: dict[str, Any]) -> dict[str, Any]:
        return {**content, self.field: sorted({*content.get(self.field, ()), self.place.pk})}


Filing = IntoSection | UnderTopic


class Refiling:
    """One story that is to be filed elsewhere by somebody."""

    def __init__(self, story: Story, filing: Filing, by: Any) -> None:
        self.story, self.filing, self.by = story, filing, by

    @cached_property
    def draft(self) -> Story:
        """As the desk works on it."""
        draft: Story = self.story.get_latest_revision_as_object()
        return draft

    @cached_property
    def refusal(self) -> str:
        """Why it stays as it is, in words; empty if nothing is against it."""
        return next(self._obstacles(), "")

    def _obstacles(self) -> Iterator[str]:
        place, may = self.filing.place, self.story.permissions_for_user(self.by)
        if not may.can_edit():
            yield _("You may not change it.")
        if place.locale_id != self.story.locale_id:
            words = _("It belongs to another edition (%(theirs)s) than “%(place)s” (%(ours)s).")
            yield words % {"theirs": self.story.locale, "place": place, "ours": place.locale}
        if self.story.alias_of_id:
            yield _("It follows another story, word for word. Change that one.")
        if self.story.approved_schedule:
            yield _("It waits for its hour. Take it off the schedule first.")
        if may.page_locked():
            yield _("It is locked.")
        if self.story.live and not may.can_publish():
            yield _("Readers have it, and you may not publish it.")
        if self._leaves_their_sections:
            yield _("Your sections are others. An editor of the paper files it there.")
        if self.filing.holds(self.story) and self.filing.holds(self.draft):
            yield _("It is there already.")

    @property
    def _leaves_their_sections(self) -> bool:
        """As in its form: a section editor files elsewhere only what is theirs and nobody has read."""
        mine = sections_of(self.by)
        if not mine or not isinstance(self.filing, IntoSection) or self.filing.place.pk in mine:
            return False
        is_own_draft = self.story.owner_id == self.by.pk and not self.story.live
        return not is_own_draft and not publishes_all(self.by, self.story)

    @transaction.atomic
    def do(self) -> None:
        """File it, with one line in the log."""
        story, filing = self.story, self.filing
        told = {"before": filing.before(self.draft), "after": filing.after(self.draft), "field": filing.field}
        for revision in _handed_in(story):
            Revision.objects.filter(pk=revision.pk).update(content=filing.written(revision.content))
        filing.set(story)
        story.save(update_fields=[filing.field], clean=False)
        if story.latest_revision_id:
            self._add_to_draft()
        log(story, FILED, user=self.by, data=told, content_changed=True)

    def _add_to_draft(self) -> None:
        """As a version of its own: whoever has the form open is told that there is a newer one."""
        self.filing.set(self.draft)
        revision = self.draft.save_revision(user=self.by, changed=False, clean=False)
        if self.story.live and not self.story.has_unpublished_changes:
            Page.objects.filter(pk=self.story.pk).update(live_revision=revision)


def _handed_in(story: Story) -> models.QuerySet[Revision]:
    """The version that waits for an editor."""
    states = WorkflowState.objects.active().for_instance(story)
    revisions: models.QuerySet[Revision] = story.revisions.filter(pk__in=states.values("current_task_state__revision"))
    return revisions


def message(entry: Any) -> str:
    """A line of the log of actions."""
    data = entry.data or {}
    told = {name: data.get(name) or _("none") for name in ("before", "after")}
    if data.get("field") == UnderTopic.field:
        return _("Topics were: %(before)s. Now: %(after)s") % told
    return _("Section was: %(before)s. Now: %(after)s") % told
