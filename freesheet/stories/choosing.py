"""How a story is chosen at the desk: the latest first, found by words, wherever in the tree it stands.

Owns        story_chooser, which serves every foreign key to a story; StoryBlock
Called by   wagtail_hooks.py, which registers it; blocks that hold stories
Rule        shows what is published, and drafts only to those who may edit them
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.generic.chooser import BaseChooseView, ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.permissions import page_permission_policy


class LatestFirst(BaseChooseView):
    def get_object_list(self) -> Any:
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        stories = self.model_class.objects.filter(Q(live=True) | Q(pk__in=mine.values("pk")))
        return stories.select_related("section", "locale").defer("body").order_by("-latest_revision_created_at", "-pk")

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


class StoryChooser(ChooserViewSet):
    model = "stories.Story"
    choose_view_class = Choose
    choose_results_view_class = Results
    icon = "doc-full"
    choose_one_text = _("Choose a story")
    choose_another_text = _("Choose another story")
    edit_item_text = _("Edit this story")
    per_page = 15


story_chooser = StoryChooser("story_chooser", url_prefix="stories/chooser")
StoryBlock = story_chooser.get_block_class(name="StoryBlock", module_path="freesheet.stories.choosing")
