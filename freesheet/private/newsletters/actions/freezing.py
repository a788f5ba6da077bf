"""Who gets an issue: fixed in one transaction when it is sent, one delivery a reader.

Rule    the audience is copied by the database itself: no reader's row is read here, however many there are
Source  promises 3, 8
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil

from django.db import connection
from django.db.models import ExpressionWrapper, F, IntegerField, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.utils.dateparse import parse_datetime

from freesheet.private.newsletters.models import Bundle, Delivery, Issue, Subscription

BUNDLE_DELIVERIES = 1000
"""Deliveries a bundle: some seconds of a relay's time."""
SPREAD_BUNDLES = 200
"""Bundles at least, where an issue is spread over a window, if it has as many readers."""
Read = Callable[[str], object]
FILTERS: dict[str, tuple[str, Read]] = {
    "joined_after": ("confirmed_at__gte", parse_datetime),
    "joined_before": ("confirmed_at__lt", parse_datetime),
    "language": ("reader__language", str),
    "source": ("source", str),
}
"""What an issue's segment may say."""


def audience(issue: Issue) -> QuerySet[Subscription]:
    """The confirmed subscriptions of its newsletter that its segment takes in; raises KeyError for a filter unknown."""
    wanted = {FILTERS[name][0]: FILTERS[name][1](value) for name, value in issue.segment.items()}
    return Subscription.objects.confirmed().filter(newsletter=issue.newsletter_id, **wanted)


def freeze(issue: Issue, *, start: datetime) -> int:
    """Write its deliveries and bundles, due from start on; returns how many readers. In the caller's transaction."""
    window = timedelta(minutes=issue.window_minutes)
    readers = audience(issue).count()
    size = min(BUNDLE_DELIVERIES, max(1, ceil(readers / SPREAD_BUNDLES))) if window else BUNDLE_DELIVERIES
    _copy(issue, size)
    bundles = ceil(readers / size)
    Bundle.objects.bulk_create(
        [Bundle(issue=issue, number=n, due_at=start + window * (n / bundles)) for n in range(bundles)], batch_size=500
    )
    return readers


def _copy(issue: Issue, size: int) -> None:
    """INSERT … SELECT: Django has no word for it."""
    place = Window(RowNumber(), order_by=F("pk").asc(), output_field=IntegerField())
    rows = audience(issue).annotate(
        to_issue=Value(issue.pk, IntegerField()),
        in_bundle=ExpressionWrapper((place - 1) / size, IntegerField()),
        untried=Value(0, IntegerField()),
        nothing=Value(""),
        wordless=Value(""),
    )
    chosen = rows.values_list("to_issue", "pk", "in_bundle", "nothing", "untried", "wordless")
    select, params = chosen.query.sql_with_params()
    table = Delivery._meta.db_table
    columns = "issue_id, subscription_id, bundle, fate, tries, words"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) {select}", params)
