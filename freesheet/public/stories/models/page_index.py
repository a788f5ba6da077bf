"""An index of ours on a table that is Wagtail's: a migration of theirs may rebuild the table without it.

Rule    asking whether it is there takes no lock; making it twice does no harm
"""

from collections.abc import Sequence

from django.db import connection
from wagtail.models import Page

CHANGED = "stories_page_changed"
"""Pages by what changed last, for the desk's lists; on PostgreSQL in the order in which Django asks for it."""


def ensure(languages: Sequence[str] = ()) -> None:
    """Have the index there, whatever the editions are."""
    table = Page._meta.db_table
    with connection.cursor() as cursor:
        if CHANGED in connection.introspection.get_constraints(cursor, table):
            return
        last = " NULLS LAST" if connection.vendor == "postgresql" else ""
        columns = f"latest_revision_created_at DESC{last}, id DESC"
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {CHANGED} ON {table} ({columns})")
