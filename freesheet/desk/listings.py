"""The list of all stories, and the shortest way to a new one.

Called by   wagtail_hooks.py
Calls       story_filters, story_rows, Wagtail's page listing
Rule        sorted and counted by ids alone; as many queries for a page of fifty as for one of five
"""

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from freesheet.desk.story_filters import StoryFilters, found
from freesheet.desk.story_rows import Exported, dressed
from freesheet.masthead.charge import sections_of
from freesheet.stories.models import Archive, Story

FORMULA = ("=", "+", "-", "@", "\t", "\r")


class HeadlineColumn(PageTitleColumn):
    """Above the headline, what kind of story it is; beside it, whether it stands on a front page."""

    cell_template_name = "desk/columns/headline.html"


class BylinesColumn(Column):
    cell_template_name = "desk/columns/bylines.html"


class UpdatedColumn(Column):
    """When it was changed last, and by whom."""

    cell_template_name = "desk/columns/updated.html"


class MomentColumn(Column):
    """Day and time in figures: editors ask when, not how long ago."""

    cell_template_name = "desk/columns/moment.html"


def names(story: Story) -> str:
    return ", ".join(str(byline.author) for byline in story.bylines.all())


def _text(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value


class StoryIndex(IndexView):
    add_item_label = _("Add story")
    paginate_by = 30
    table_classname = "listing full-width desk-stories"
    list_export: ClassVar[list[str]] = [
        "title",
        "names",
        "section",
        "get_label_display",
        "word_count",
        "first_published_at",
        "status_string",
        "full_url",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "title": _("Headline"),
        "names": _("Bylines"),
        "section": _("Section"),
        "get_label_display": _("Label"),
        "word_count": pgettext_lazy("how many", "Words"),
        "first_published_at": _("Published"),
        "status_string": _("Status"),
        "full_url": _("Address"),
    }
    custom_value_preprocess: ClassVar[dict[Any, Any]] = {
        **IndexView.custom_value_preprocess,
        str: {"csv": _text, "xlsx": _text},
    }

    def get_base_queryset(self) -> QuerySet[Story]:
        """Stories in the archives that one may look into: asked of the few archives, not of each story."""
        archives = Archive.objects.all()
        open_to = self.permission_policy.explorable_instances(self.request.user).filter(pk__in=archives.values("pk"))
        paths = list(open_to.values_list("path", flat=True))
        stories: QuerySet[Story] = Story.objects.all()
        if len(paths) < archives.count():
            below = [Q(path__startswith=path) for path in paths]
            stories = stories.filter(reduce(or_, below)) if below else stories.none()
        return self._without_others_drafts(stories, archives)

    def _without_others_drafts(self, stories: QuerySet[Story], archives: QuerySet[Archive]) -> QuerySet[Story]:
        """What rights.Newsroom shows in lists, asked so that it stays fast: published, or theirs to edit."""
        user = self.request.user
        changes = self.permission_policy.instances_user_has_permission_for(user, "change")
        if user.is_superuser or changes.filter(pk__in=archives.values("pk")).count() == archives.count():
            return stories
        return stories.filter(Q(live=True) | Q(owner=user) | Q(section__in=sections_of(user)))

    def get_ordering(self) -> str:
        """As asked, else what changed last first: also of what was searched for."""
        asked = self.request.GET.get("ordering", self.default_ordering)
        return str(asked if asked in self.get_valid_orderings() else self.default_ordering)

    def order_queryset(self, queryset: QuerySet[Story]) -> QuerySet[Story]:
        field = F(self.ordering.removeprefix("-"))
        falling = self.ordering.startswith("-")
        order = field.desc(nulls_last=True) if falling else field.asc(nulls_first=True)
        return queryset.order_by(order, "-pk")

    def search_queryset(self, queryset: QuerySet[Story]) -> QuerySet[Story]:
        return queryset  # get_queryset looks the words up by themselves: joined to the filters it takes seconds

    def get_queryset(self) -> Any:
        """Ids, in order; of a search all at once, so that nothing is looked up again to count."""
        pks = super().get_queryset().values_list("pk", flat=True)
        if not self.is_searching:
            return pks
        wanted = found(self.search_query)
        return [pk for pk in pks if pk in wanted]

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, pks, more = super().paginate_queryset(queryset, page_size)
        page.object_list = dressed(pks)
        return paginator, page, page.object_list, more

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        response: HttpResponse = super().as_spreadsheet(Exported(queryset), spreadsheet_format)
        return response

    def to_row_dict(self, item: Story) -> dict[str, Any]:
        item.names = names(item)
        row: dict[str, Any] = super().to_row_dict(item)
        return row


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
        HeadlineColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        BylinesColumn("bylines", label=_("Bylines"), accessor=names, classname="desk-roomy", width="14%"),
        Column("section", label=_("Section"), sort_key="section__name", classname="desk-roomy", width="10%"),
        Column(
            "word_count",
            label=pgettext_lazy("how many", "Words"),
            sort_key="word_count",
            classname="desk-number desk-roomy",
            width="7%",
        ),
        UpdatedColumn(
            "latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at", width="11%"
        ),
        MomentColumn(
            "first_published_at",
            label=_("Published"),
            sort_key="first_published_at",
            classname="desk-roomy",
            width="10%",
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="9%"),
    ]
