"""What is done to several chosen stories at once.

Rule    each story is asked by itself, and what stays as it is says why; never "all there are"
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)
from wagtail.models import Page

from freesheet.desk.stories.filters import EditionsField
from freesheet.public.masthead.models import Section, Topic
from freesheet.public.stories.actions.filing import Filing, IntoSection, Refiling, UnderTopic
from freesheet.public.stories.form.readiness import held_up
from freesheet.public.stories.models import Story

CONFIRMED = "confirmed"


class OfStories:
    """The chosen stories, and none that were not chosen by name."""

    models: ClassVar[list[Any]] = [Story]

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> list[int]:
        return []

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Iterable[Any]) -> QuerySet[Any]:
        numbers = [int(one) for one in object_ids if str(one).isdecimal()]
        rows: QuerySet[Any] = model._default_manager.filter(pk__in=numbers)
        return rows


class Unpublish(OfStories, UnpublishBulkAction):
    aria_label = gettext_lazy("Unpublish the chosen stories")


class Delete(OfStories, DeleteBulkAction):
    aria_label = gettext_lazy("Delete the chosen stories")
    action_priority = 90


class Move(MoveBulkAction):
    """Wagtail's, for pages that have a place in the tree; a story has a section instead."""

    def check_perm(self, page: Page) -> bool:
        return bool(super().check_perm(page)) and not isinstance(page.specific_deferred, Story)


class ChosenOnly(forms.Form):
    """What lies below a page is not published along with it: no story goes out past its form."""

    include_descendants = forms.BooleanField(required=False, disabled=True, initial=False, widget=forms.HiddenInput)


class Publish(PublishBulkAction):
    """Wagtail's, for all pages; a story whose form would refuse or ask something is led to its form instead."""

    form_class = ChosenOnly
    models: ClassVar[list[Any]] = [Page]
    template_name = "desk/bulk/publish.html"

    def check_perm(self, page: Page) -> bool:
        return self._may(page) and not self._reasons(page)

    def _may(self, page: Page) -> bool:
        return bool(super().check_perm(page))

    def _reasons(self, page: Page) -> list[str]:
        page = page.specific
        if not isinstance(page, Story):
            return []
        if page.permissions_for_user(self.request.user).page_locked():
            return [_("It is locked.")]
        if page.live and not page.has_unpublished_changes:
            return [_("Readers have it as it stands.")]
        return held_up(page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        kept = context["items_with_no_access"]
        return {
            **context,
            "items_with_no_access": [one for one in kept if not self._may(one["item"])],
            "held_up": [one | {"reasons": self._reasons(one["item"])} for one in kept if self._may(one["item"])],
        }


class PublishStories(OfStories, Publish):
    aria_label = gettext_lazy("Publish the chosen stories")


class File(OfStories, BulkAction):
    """Choose a place for the stories, see what becomes of each, then do it."""

    template_name = "desk/bulk/file.html"
    action_priority = 10
    place_label: Any
    rows_of: Any
    filing_of: Any
    question: Any

    def get_form_class(self) -> type[forms.Form]:
        places = self.rows_of._default_manager.select_related("locale")
        field = EditionsField(queryset=places, label=self.place_label, empty_label=_("Choose"))
        return type("PlaceForm", (forms.Form,), {"place": field})

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """First what will change; the second time, with that confirmed, change it."""
        self.cleaned_form = form
        if self.request.POST.get(CONFIRMED) == str(form.cleaned_data["place"].pk):
            response: HttpResponse = super().form_valid(form)
            return response
        return self.render_to_response(self.get_context_data(form=form))

    @property
    def filing(self) -> Filing | None:
        return self.filing_of(self.cleaned_form.cleaned_data["place"]) if self.cleaned_form else None

    def check_perm(self, story: Story) -> bool:
        return self.filing is None or not Refiling(story, self.filing, self.request.user).refusal

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        chosen = [one["item"] for one in context["items"]]
        place = self.cleaned_form.cleaned_data["place"] if self.cleaned_form else None
        return {
            **context,
            "place": place,
            "chosen": [self._row(story) for story in [*chosen, *context["items_with_no_access"]]],
            "changes": len(chosen) if place else 0,
            "confirmed": CONFIRMED,
        }

    def _row(self, story: Story) -> dict[str, Any]:
        """One story: where it is filed, and where it would be or why not."""
        draft, filing = story.get_latest_revision_as_object(), self.filing
        return {
            "story": story,
            "may_edit": story.permissions_for_user(self.request.user).can_edit(),
            "before": self.filing_of.before(draft),
            "after": filing.after(draft) if filing else "",
            "refusal": Refiling(story, filing, self.request.user).refusal if filing else "",
        }

    def get_execution_context(self) -> dict[str, Any]:
        return {"filing": self.filing, "user": self.request.user}

    @classmethod
    def execute_action(cls, objects: Iterable[Story], **given: Any) -> tuple[int, int]:
        changed = 0
        for story in objects:
            Refiling(story, given["filing"], given["user"]).do()
            changed += 1
        return changed, 0

    def get_success_message(self, changed: int, _children: int) -> str:
        words = ngettext(
            "%(count)d story is under “%(place)s” now.", "%(count)d stories are under “%(place)s” now.", changed
        )
        return words % {"count": changed, "place": self.filing.place if self.filing else ""}


class SetSection(File):
    display_name = gettext_lazy("Set section")
    action_type = "set_section"
    aria_label = gettext_lazy("Set the section of the chosen stories")
    place_label = gettext_lazy("Section")
    rows_of, filing_of = Section, IntoSection


class AddTopic(File):
    display_name = gettext_lazy("Add topic")
    action_type = "add_topic"
    aria_label = gettext_lazy("Add a topic to the chosen stories")
    place_label = gettext_lazy("Topic")
    action_priority = 20
    rows_of, filing_of = Topic, UnderTopic


ACTIONS = (Move, Publish, PublishStories, Unpublish, Delete, SetSection, AddTopic)
