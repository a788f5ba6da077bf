"""The press on the desk's home: what waits, what fails and why, what was pressed last."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from freesheet.doors.press.models import Sheet
from freesheet.public.stories.actions.scheduled import late
from freesheet.public.stories.permissions import pages_editable_by
from freesheet.work.kinds import registered
from freesheet.work.models import Due

LISTED_FAILURES = 10
MAY_PRESS = "press.change_sheet"
NAMES = {
    "posters of embeds": _("picture over an embed"),
    "links to other sites": _("link to another site"),
    "pictures to make": _("picture to make"),
    "picture files to remove": _("picture file to remove"),
    "letters": _("letter"),
    "returned-mail": _("mail that came back"),
    "mailbox": _("mailbox for mail that comes back"),
    "readers-sign-ins": _("sign-in of a reader"),
    "newsletters-sign-ups": _("sign-up for a newsletter"),
    "newsletters-bundles": _("bundle of an issue’s mails"),
    "newsletters-appointments": _("issue that a newsletter makes or sends by itself"),
    "chores": _("line of the schedule"),
}
"""Kind of due row → what one of them is called; sheets are known by their path."""


@dataclass(frozen=True)
class Failure:
    """One failing row, as the panel shows it."""

    kind: str
    row: Due

    @property
    def name(self) -> str:
        return str(NAMES.get(self.kind, self.kind))

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
        found += [Failure(kind.name, row) for row in failing.order_by("-attempts", "pk")[:LISTED_FAILURES]]
    return found
