"""What the picture library adds to Wagtail's: taking pictures off the site, and what they still lack."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction

from freesheet.public.pictures import actions
from freesheet.public.pictures.models import Picture


class PullAction(ImageBulkAction):
    display_name = _("Take off the site")
    action_type = "pull"
    aria_label = _("Take the selected pictures off the site")
    question = _("Their files are removed at once, and pages are pressed without them. The originals stay here.")
    template_name = "pictures/desk/confirm.html"
    action_priority = 90
    classes = {"serious"}

    def check_perm(self, picture: Picture) -> bool:
        return bool(self.permission_policy.user_has_permission_for_instance(self.request.user, "change", picture))

    @classmethod
    def execute_action(cls, objects: list[Picture], **kwargs: Any) -> tuple[int, int]:
        for picture in objects:
            actions.pull(picture)
        return len(objects), 0

    def get_success_message(self, count: int, _children: int) -> str:
        words = ngettext(
            "%(count)d picture was taken off the site.", "%(count)d pictures were taken off the site.", count
        )
        return words % {"count": count}


class PutBackAction(PullAction):
    display_name = _("Put back on the site")
    action_type = "put_back"
    aria_label = _("Put the selected pictures back on the site")
    question = _("They show again on the pages that use them as soon as their files are made.")
    action_priority = 91
    classes: set[str] = set()

    @classmethod
    def execute_action(cls, objects: list[Picture], **kwargs: Any) -> tuple[int, int]:
        pulled = [picture for picture in objects if picture.pulled_at]
        for picture in pulled:
            actions.put_back(picture)
        return len(pulled), 0

    def get_success_message(self, count: int, _children: int) -> str:
        words = ngettext("%(count)d picture was put back.", "%(count)d pictures were put back.", count)
        return words % {"count": count}


LACKS = {
    "alt": (_("alternative text"), Q(description="", stated_decorative=False)),
    "credit": (_("a credit"), Q(credit="", stated_decorative=False)),
    "licence": (_("a licence"), Q(licence="", stated_decorative=False)),
    "files": (_("its files for readers"), Q(making__due_at__isnull=False)),
    "site": (_("a place on the site: it was taken off"), Q(pulled_at__isnull=False)),
}


class LacksFilter(WagtailFilterSet):
    lacks = django_filters.ChoiceFilter(
        label=_("Lacks"), choices=[(name, words) for name, (words, _query) in LACKS.items()], method="lacking"
    )

    class Meta:
        model = Picture
        fields: list[str] = []

    def lacking(self, pictures: QuerySet[Picture], _name: str, value: str) -> QuerySet[Picture]:
        return pictures.filter(LACKS[value][1])


class IncompleteView(ReportView):
    """Pictures that lack something, newest first; editors see those they may change."""

    page_title = _("Pictures to complete")
    header_icon = "image"
    model = Picture
    filterset_class = LacksFilter
    index_url_name = "pictures_to_complete"
    index_results_url_name = "pictures_to_complete_results"
    any_permission_required = ["add", "change"]
    default_ordering = "-created_at"
    list_export = ["title", "description", "credit", "source", "licence"]
    columns = [
        TitleColumn("title", label=_("Picture"), url_name="wagtailimages:edit"),
        Column(
            "what",
            label=_("What to mend"),
            accessor=lambda picture: " ".join(picture.problems() + picture.remarks()),
        ),
        DateColumn("created_at", label=_("Uploaded")),
    ]

    @property
    def no_results_message(self) -> str:
        words = super().no_results_message if self.is_filtering else _("Every picture has its credit and its words.")
        return str(words)

    def get_base_queryset(self) -> QuerySet[Picture]:
        allowed = self.permission_policy.instances_user_has_any_permission_for(self.request.user, {"change"})
        lacking = Q()
        for _words, query in LACKS.values():
            lacking |= query
        return allowed.filter(lacking).select_related("making")

    def get_queryset(self) -> QuerySet[Picture]:
        return self.order_queryset(self.get_base_queryset())
