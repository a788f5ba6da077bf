"""The list of all stories, and the shortest way to a new one.

Called by   wagtail_hooks.py
Calls       stories, Wagtail's page listing
"""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from freesheet.masthead.models import Section
from freesheet.stories.models import Archive, Story


class SectionField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, section: Section) -> str:
        """With its edition, for both have their Politics."""
        return f"{section} ({section.locale})"


class SectionFilter(django_filters.ModelChoiceFilter):
    field_class = SectionField


class StoryFilters(PageFilterSet):
    section = SectionFilter(queryset=Section.objects.select_related("locale"), label=_("Section"))
    label = django_filters.ChoiceFilter(choices=Story.Label.choices, label=_("Label"))

    class Meta:
        model = Story
        fields: list[str] = []


class StoryIndex(IndexView):
    add_item_label = _("Add story")

    def get_base_queryset(self) -> QuerySet[Story]:
        stories: QuerySet[Story] = super().get_base_queryset()
        return stories.select_related("section")


class StraightToTheArchive(ChooseParentView):
    """A story has one possible parent an edition: go on to the form there, without asking."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("locale") or get_language()
        self.locale = None  # every edition's archives; which of them is decided here
        archives = Archive.objects.filter(pk__in=self.get_valid_parent_pages(request.user).values("pk"))
        archive = archives.filter(locale__language_code=wanted).first() or archives.first()
        if archive is None:
            raise PermissionDenied
        return redirect("wagtailadmin_pages:add", "stories", "story", archive.pk)


class StoryListing(PageListingViewSet):
    model = Story
    name = "stories"
    menu_label = _("Stories")
    icon = "doc-full"
    menu_order = 90
    add_to_admin_menu = True
    index_view_class = StoryIndex
    choose_parent_view_class = StraightToTheArchive
    filterset_class = StoryFilters
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column("section", label=_("Section"), sort_key="section__name", width="12%"),
        Column("label", label=_("Label"), accessor="get_label_display", sort_key="label", width="10%"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
            width="12%",
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="10%"),
    ]
