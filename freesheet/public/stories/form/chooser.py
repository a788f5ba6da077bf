"""How a story is chosen at the desk: the latest first, found by words, wherever in the tree it stands.

Owns    story_chooser, which serves every foreign key to a story; StoryBlock
Rule    shows what is published, and drafts only to those who may edit them: in the list and by number
"""

from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet


def _visible(view: Any) -> Any:
    return view.model_class._default_manager.visible_to(view.request.user)


class LatestFirst(BaseChooseView):
    def get_object_list(self) -> Any:
        stories = _visible(self).prefetch_related("section", "locale").defer("body")
        return stories.order_by("-latest_revision_created_at", "-pk")

    @property
    def columns(self) -> list[Column]:
        title, *others = super().columns
        return [
            title,
            Column("section", label=_("Section")),
            DateColumn("first_published_at", label=_("Published")),
            PageStatusColumn("status", label=_("Status")),
            *others,
        ]


class Choose(LatestFirst, ChooseView):
    pass


class Results(LatestFirst, ChooseResultsView):
    pass


class Chosen(ChosenView):
    def get_object(self, pk: Any) -> Any:
        return _visible(self).get(pk=pk)


class ChosenTogether(ChosenMultipleView):
    def get_objects(self, pks: list[str]) -> Any:
        return _visible(self).filter(pk__in=[pk for pk in pks if pk.isdecimal()])


class StoryChooser(ChooserViewSet):
    model = "stories.Story"
    choose_view_class = Choose
    choose_results_view_class = Results
    chosen_view_class = Chosen
    chosen_multiple_view_class = ChosenTogether
    icon = "doc-full"
    choose_one_text = _("Choose a story")
    choose_another_text = _("Choose another story")
    edit_item_text = _("Edit this story")
    per_page = 15

    def get_urlpatterns(self) -> list[URLPattern]:
        """Without one to make a story in a dialog."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


story_chooser = StoryChooser("story_chooser", url_prefix="stories/chooser")
StoryBlock = story_chooser.get_block_class(name="StoryBlock", module_path="freesheet.public.stories.form.chooser")
