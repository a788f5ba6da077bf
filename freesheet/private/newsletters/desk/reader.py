"""What the desk shows of a reader's newsletters, and what its list of readers is narrowed by.

Rule    ended by the newsroom, a subscription stays as proof of what was
"""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from freesheet.private.newsletters.actions import leaving
from freesheet.private.newsletters.models import Delivery, Newsletter, Subscription
from freesheet.private.readers import at_desk
from freesheet.private.readers.holdings import Narrowing
from freesheet.private.readers.models import Reader

ISSUES_SHOWN = 30
ENDING_WORDS = (gettext_lazy("End a subscription"), gettext_lazy("A subscription was ended: %(newsletter)s"))


def section_at_desk(reader: Reader, request: HttpRequest) -> SafeString:
    """Subscriptions with their proof, and what became of the latest issues to them."""
    issues = Delivery.objects.filter(subscription__reader=reader).select_related("issue__newsletter")
    told = {
        "subscriptions": reader.subscriptions.select_related("newsletter__locale").order_by("-asked_at", "-pk"),
        "consents": reader.consents.select_related("newsletter"),
        "deliveries": issues.order_by("-pk")[:ISSUES_SHOWN],
        "may_mend": request.user.has_perm(at_desk.MEND),
    }
    return render_to_string("newsletters/desk/reader.html", told, request)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a subscription by the newsroom's decision."""
    if not request.user.has_perm(at_desk.MEND):
        raise PermissionDenied
    subscription = get_object_or_404(Subscription.objects.select_related("reader", "newsletter"), pk=pk)
    if subscription.ended_at is None:
        leaving.leave(subscription, by=Subscription.Ended.STAFF)
        at_desk.note("newsletters.ended", subscription.reader, newsletter=subscription.newsletter.name)
    messages.success(request, _("%(newsletter)s goes to them no more.") % {"newsletter": subscription.newsletter})
    return redirect("readers:reader", subscription.reader_id)


def _choices() -> list[tuple[str, str]]:
    there = Newsletter.objects.select_related("locale").order_by("locale_id", "order", "name")
    return [(str(one.pk), f"{one.name} ({one.locale})") for one in there]


def _among(readers: QuerySet[Reader], value: str) -> QuerySet[Reader]:
    return readers.filter(pk__in=Subscription.objects.confirmed().filter(newsletter=int(value)).values("reader"))


def _named(readers: Iterable[int]) -> dict[int, str]:
    theirs = Subscription.objects.confirmed().filter(reader__in=readers)
    names = defaultdict(list)
    for reader, name in theirs.order_by("newsletter__order", "pk").values_list("reader", "newsletter__name"):
        names[reader].append(name)
    return {reader: ", ".join(given) for reader, given in names.items()}


NARROWING = Narrowing(label=gettext_lazy("Gets"), choices=_choices, among=_among, named=_named)
