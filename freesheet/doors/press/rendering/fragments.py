"""Parts of a page that change oftener than the page: sheets of their own, shown as of pressing.

Rule    a page never goes stale because a fragment on it did; the small script refreshes what is old
"""

from django.db.models import Q
from django.utils import timezone

from freesheet.doors.press import store
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.as_of import without_comment
from freesheet.doors.press.rendering.recording import frozen
from freesheet.doors.press.rendering.render import render
from freesheet.kit import addresses
from freesheet.kit.editions import languages

PREFIX = "/fragments/"


def is_fragment(path: str) -> bool:
    return addresses.without_language(path, languages()).startswith(PREFIX)


def fragment(path: str) -> str:
    """The HTML of a fragment's path as of now, without following what it shows; empty if it has none.

    As it was pressed if nothing of it has changed since; else rendered.
    """
    fresh = Sheet.objects.filter(path=path, status=Sheet.Status.OK, pressed_at__isnull=False, error="")
    if fresh.filter(Q(due_at=None) | Q(due_at__gt=timezone.now())).exists() and (file := store.file_of(path)).is_file():
        return without_comment(file.read_text())
    with frozen():
        body = render(path)
    return (body or b"").decode()
