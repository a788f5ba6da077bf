"""The list of all stories, and the shortest way to a new one.

Rule    sorted and counted by ids alone; as many queries for a page of fifty as for one of five
"""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import policy_registry

from freesheet.desk.stories.density import density_button
from freesheet.desk.stories.filters import StoryFilters
from freesheet.desk.stories.rows import Exported, FromEitherEnd, stories_for_rows
from freesheet.public.search.engines import matching
from freesheet.public.stories.models import Archive, Story

STORIES_BY_NUMBER = 500
"""Stories found that are asked for by number; of more, it is faster to go through all there are."""


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


class StoryIndex(IndexView):
    template_name = "desk/stories.html"
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

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [*super().header_buttons, density_button(self.request.user)]

    def get_base_queryset(self) -> QuerySet[Story]:
        return Story.objects.visible_to(self.request.user)

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
            return FromEitherEnd(pks)
        wanted = matching(self.search_query)
        if len(wanted) <= STORIES_BY_NUMBER:
            return list(pks.filter(pk__in=wanted))
        return [pk for pk in pks if pk in wanted]

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, pks, more = super().paginate_queryset(queryset, page_size)
        page.object_list = stories_for_rows(pks)
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


class StoriesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """For whom there is anything in the list to be done: others would be led home."""
        policy: Any = policy_registry.get_by_type(Story)
        return bool(policy.user_has_any_permission(request.user, {"add", "change", "publish"}))


class StoryListing(PageListingViewSet):
    model = Story
    name = "stories"
    menu_label = _("Stories")
    icon = "doc-full"
    menu_order = 90
    add_to_admin_menu = True
    menu_item_class = StoriesItem
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
