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
from freesheet.doors.press.rendering.shared import is_sharing, shared
from freesheet.kit import addresses
from freesheet.kit.editions import languages

PREFIX = "/fragments/"


def is_fragment(path: str) -> bool:
    return addresses.without_language(path, languages()).startswith(PREFIX)


def fragment(path: str) -> str:
    """The HTML of a fragment's path as of now, without following what it shows; empty if it has none.

    As it was pressed if nothing of it has changed since; else rendered, for the press once for all pages.
    """
    if not is_sharing() and _is_fresh(path) and (file := store.file_of(path)).is_file():
        return without_comment(file.read_text())
    with frozen():
        return shared(("fragment", path), lambda: _rendered(path))


def _rendered(path: str) -> str:
    return (render(path) or b"").decode()


def _is_fresh(path: str) -> bool:
    fresh = Sheet.objects.filter(path=path, status=Sheet.Status.OK, pressed_at__isnull=False, error="")
    return fresh.filter(Q(due_at=None) | Q(due_at__gt=timezone.now())).exists()
