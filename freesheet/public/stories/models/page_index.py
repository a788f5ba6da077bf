"""Indexes of ours on a table that is Wagtail's: a migration of theirs may rebuild the table without them.

Rule    asking whether they are there takes no lock; making one twice does no harm
"""

from collections.abc import Sequence

from django.db import connection
from wagtail.models import Page

CHANGED, NEWEST = "stories_page_changed", "stories_page_newest"
"""Pages by what changed last, for the desk's lists; and an edition's by their first publication, for readers'."""
COLUMNS = {
    "sqlite": {
        CHANGED: "latest_revision_created_at DESC, id DESC",
        NEWEST: "locale_id, first_published_at DESC, id DESC",
    },
    "postgresql": {
        CHANGED: "latest_revision_created_at DESC NULLS LAST, id DESC",
        NEWEST: "locale_id, first_published_at DESC, id DESC",
    },
}
"""As Django asks for them: it says where nulls are in the desk's lists alone."""


def ensure(languages: Sequence[str] = ()) -> None:
    """Have the indexes there, whatever the editions are."""
    table = Page._meta.db_table
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, table)
        for name, columns in COLUMNS[connection.vendor].items():
            if name not in there:
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({columns})")
