"""The desk's list of readers: found by a part of the address or the name, narrowed by what rooms know of them.

Rule    readers are found, counted and sorted by their numbers; only those that are shown are read whole
"""

from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from freesheet.private.readers.holdings import narrowings
from freesheet.private.readers.models import Reader
from freesheet.public.theme import slots

READERS_BY_NUMBER = 1000
"""Readers found who are asked for by number; of more, it is faster to go through all there are."""
ADDRESS_ONLY = frozenset("@._0123456789")
PROOFS = {"proven": (_("Address proven"), False), "unproven": (_("Not proven yet"), True)}
MAIL = {"suppressed": (_("Gets no mail"), False), "reachable": (_("Gets mail"), True)}


class ReaderFilters(WagtailFilterSet):
    proof = django_filters.ChoiceFilter(
        label=_("Address"), choices=[(name, words) for name, (words, _null) in PROOFS.items()], method="of_proof"
    )
    mail = django_filters.ChoiceFilter(
        label=_("Mail"), choices=[(name, words) for name, (words, _null) in MAIL.items()], method="of_mail"
    )

    class Meta:
        model = Reader
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, narrowing in narrowings().items():
            choice = django_filters.ChoiceFilter(label=narrowing.label, choices=narrowing.choices, method="of_room")
            choice.field_name = name
            choice.parent, choice.model = self, Reader
            self.filters[name] = choice

    def of_proof(self, readers: QuerySet[Reader], name: str, value: str) -> QuerySet[Reader]:
        return readers.filter(proven_at__isnull=PROOFS[value][1])

    def of_mail(self, readers: QuerySet[Reader], name: str, value: str) -> QuerySet[Reader]:
        return readers.filter(suppressed_at__isnull=MAIL[value][1])

    def of_room(self, readers: QuerySet[Reader], name: str, value: str) -> QuerySet[Reader]:
        return narrowings()[name].among(readers, value)


class MomentColumn(Column):
    cell_template_name = "readers/desk/moment.html"


class StateColumn(Column):
    cell_template_name = "readers/desk/state.html"


def matching(readers: QuerySet[Reader], words: str) -> QuerySet[Reader]:
    """Those whose address holds these words, or whose name, unless they have what only an address has.

    SQLite knows capitals of the Latin alphabet alone, so a name in another is looked for as it is mostly written, too.
    """
    words = words.strip()
    wanted = Q(email__contains=words.lower())
    if not ADDRESS_ONLY & set(words):
        wanted |= Q(name__icontains=words)
        if not words.isascii():
            wanted |= Q(name__icontains=words.title())
    return readers.filter(wanted)


class ReaderIndex(IndexView):
    model = Reader
    filterset_class = ReaderFilters
    template_name = "readers/desk/list.html"
    results_template_name = "readers/desk/list_results.html"
    page_title = _("Readers")
    header_icon = "group"
    index_url_name = "readers:index"
    index_results_url_name = "readers:index_results"
    is_searchable = True
    paginate_by = 30
    FORMATS = ()  # Wagtail's own exports would read them all into memory
    default_ordering = "-since"
    any_permission_required: ClassVar = ["view"]
    table_classname = "listing desk-stories desk-readers"
    columns: ClassVar = [
        TitleColumn("email", label=_("Address"), url_name="readers:reader", classname="title", width="34%"),
        Column("name", label=_("Name"), classname="desk-roomy", width="18%"),
        Column("rooms", label=_("Newsletters"), width="22%"),
        StateColumn("state", label=_("State"), accessor=lambda reader: reader, width="14%"),
        MomentColumn("since", label=_("Since"), sort_key="since", classname="desk-roomy", width="12%"),
    ]

    def order_queryset(self, queryset: QuerySet[Reader]) -> QuerySet[Reader]:
        return queryset.order_by("since", "id") if self.ordering == "since" else queryset.order_by("-since", "-id")

    def search_queryset(self, queryset: QuerySet[Reader]) -> QuerySet[Reader]:
        """A few are asked for by number: sorted first, a rare word would be looked for in every row."""
        if not self.is_searching:
            return queryset
        found = matching(Reader.objects.all(), self.search_query).values_list("pk", flat=True)
        few = list(found[: READERS_BY_NUMBER + 1])
        return queryset.filter(pk__in=few) if len(few) <= READERS_BY_NUMBER else matching(queryset, self.search_query)

    def get_queryset(self) -> Any:
        return super().get_queryset().values_list("pk", flat=True)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, pks, more = super().paginate_queryset(queryset, page_size)
        page.object_list = rows_of(list(pks))
        return paginator, page, page.object_list, more

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"above": slots.filled("readers_desk", self.request), "nobody": self._is_empty(context)}

    def _is_empty(self, context: dict[str, Any]) -> bool:
        return not context["items_count"] and not self.is_searching and not self.is_filtering


def rows_of(pks: list[int]) -> list[Reader]:
    """These readers in this order, each with what rooms say beside them."""
    rows = Reader.objects.in_bulk(pks)
    named = [narrowing.named(pks) for narrowing in narrowings().values()]
    for pk, reader in rows.items():
        reader.rooms = ", ".join(words[pk] for words in named if pk in words)  # type: ignore[attr-defined]
    return [rows[pk] for pk in pks if pk in rows]
