"""The press on the desk's home: what waits, what fails and why, what was pressed last.

Called by   wagtail_hooks.py
Calls       press.models, work.kinds
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from freesheet.desk.scheduling import late
from freesheet.press.models import Sheet
from freesheet.work.kinds import registered
from freesheet.work.models import Due

SHOWN = 10
MAY_PRESS = "press.change_sheet"


@dataclass(frozen=True)
class Failure:
    """One failing row, as the panel shows it."""

    kind: str
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
        waiting = Sheet.objects.filter(due_at__lte=timezone.now(), error="").order_by("due_at")
        return {
            "request": request,
            "waiting_count": waiting.count(),
            "waiting": waiting[:SHOWN],
            "failures": failures(),
            "late": late()[:SHOWN],
            "last": Sheet.objects.exclude(pressed_at=None).order_by("-pressed_at").first(),
            "may_press": request.user.has_perm(MAY_PRESS),
        }


def failures() -> list[Failure]:
    """Failing rows of every kind, at most ten each, the longest failing first."""
    found = []
    for kind in registered():
        failing = kind.model._default_manager.filter(due_at__isnull=False).exclude(error="")
        found += [Failure(kind.name, row) for row in failing.order_by("-attempts", "pk")[:SHOWN]]
    return found
