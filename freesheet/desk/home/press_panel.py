"""The press on the desk's home: what waits, what fails and why, what was pressed last."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from freesheet.doors.press.models import Sheet
from freesheet.public.stories.actions.scheduled import late
from freesheet.public.stories.permissions import pages_editable_by
from freesheet.work.kinds import Kind, registered
from freesheet.work.models import Due

LISTED_FAILURES = 10
MAY_PRESS = "press.change_sheet"


@dataclass(frozen=True)
class Failure:
    """One failing row, as the panel shows it."""

    kind: Kind
    row: Due

    @property
    def is_sheet(self) -> bool:
        return isinstance(self.row, Sheet)


class PressPanel(Component):
    name = "press"
    template_name = "desk/press_panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        listed = late()[:LISTED_FAILURES]
        waiting = Sheet.objects.filter(due_at__lte=timezone.now(), error="").order_by("due_at")
        return {
            "request": request,
            "waiting_count": waiting.count(),
            "waiting": waiting[:LISTED_FAILURES],
            "failures": failures(waits_on_others=False),
            "elsewhere": failures(waits_on_others=True),
            "late": listed,
            "opens": pages_editable_by(request.user, [one.page_id for one in listed]),
            "last": Sheet.objects.exclude(pressed_at=None).order_by("-pressed_at").first(),
            "may_press": request.user.has_perm(MAY_PRESS),
        }


def failures(*, waits_on_others: bool) -> list[Failure]:
    """Failing rows of these kinds, at most ten each, the longest failing first."""
    found = []
    for kind in registered():
        if kind.waits_on_others != waits_on_others:
            continue
        failing = kind.model._default_manager.filter(due_at__isnull=False).exclude(error="")
        found += [Failure(kind, row) for row in failing.order_by("-attempts", "pk")[:LISTED_FAILURES]]
    return found
