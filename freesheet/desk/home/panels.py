"""The desk's home: what is live, comes, waits, is one's own, fails or should be mended, and the way to the next thing.

Rule    everybody sees what they may act on; as many queries for 32,000 stories as for eight
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import LockedPagesPanel

from freesheet.desk.home import mending, overview, today
from freesheet.desk.home.overview import Desk
from freesheet.desk.home.press_panel import PressPanel
from freesheet.desk.permissions import Permissions
from freesheet.doors.mailroom.models import Letter, Mailbox, Return
from freesheet.public.stories.permissions import pages_editable_by
from freesheet.public.theme import slots
from freesheet.staff.models import User

LETTERS_SHOWN = 20
RETURNS_SHOWN = timedelta(days=7)


class Panel(Component):
    """One of the home's panels; aside: it stands in the narrow column where there is room for two."""

    aside: ClassVar[bool] = False
    order: ClassVar[int] = 100

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"permissions": self.desk.permissions, **self.context(self.desk)}

    def context(self, desk: Desk) -> dict[str, Any]:
        """What the template shows."""
        return {}


class NextThings(Panel):
    name = "next_things"
    template_name = "desk/home/next_things.html"
    order = 1


class Waiting(Panel):
    name = "waiting"
    template_name = "desk/home/waiting.html"
    order = 10

    def context(self, desk: Desk) -> dict[str, Any]:
        tasks, more = overview.cut_to_panel(desk.waiting())
        return {"tasks": tasks, "more": more}


class OwnStories(Panel):
    name = "own_stories"
    template_name = "desk/home/own_stories.html"

    @property
    def order(self) -> int:  # type: ignore[override]
        """First for whoever writes; after the day's plan for whoever makes it."""
        return 30 if self.desk.permissions.publish else 5

    def context(self, desk: Desk) -> dict[str, Any]:
        stories = desk.stories_in_hand()
        drafts, more = overview.cut_to_panel(stories.drafts)
        return {"in_hand": stories, "drafts": drafts, "more": more}


class Today(Panel):
    name = "today"
    template_name = "desk/home/today.html"
    order = 20

    def context(self, desk: Desk) -> dict[str, Any]:
        now = timezone.now()
        return {"plan": today.plan(desk, now), "now": now}


class ColleaguesStories(Panel):
    name = "colleagues_stories"
    template_name = "desk/home/colleagues_stories.html"
    order = 40

    def context(self, desk: Desk) -> dict[str, Any]:
        drafts, more = overview.cut_to_panel(desk.drafts_of_others())
        return {"drafts": drafts, "more": more}


class Corrections(Panel):
    name = "corrections"
    template_name = "desk/home/corrections.html"
    order = 15

    def context(self, desk: Desk) -> dict[str, Any]:
        corrections, more = overview.cut_to_panel(mending.open_corrections(desk))
        return {"corrections": corrections, "more": more}


class LiveNow(Panel):
    name = "live_now"
    template_name = "desk/home/live_now.html"
    aside = True
    order = 10

    def context(self, desk: Desk) -> dict[str, Any]:
        fronts, newest = overview.leads(), overview.newest()
        shown = [*(front.lead for front in fronts if front.lead), *newest]
        opens = pages_editable_by(desk.permissions.user, [story.pk for story in shown])
        return {"fronts": fronts, "newest": newest, "opens": opens}


class Briefs(Panel):
    name = "briefs"
    template_name = "desk/home/briefs.html"
    aside = True
    order = 20

    def context(self, desk: Desk) -> dict[str, Any]:
        briefs, more = overview.cut_to_panel(mending.briefs_still_up(timezone.now()))
        return {"briefs": briefs, "more": more}


class Pictures(Panel):
    name = "pictures"
    template_name = "desk/home/pictures.html"
    aside = True
    order = 30

    def context(self, desk: Desk) -> dict[str, Any]:
        pictures, more = overview.cut_to_panel(mending.unfinished_pictures())
        return {"pictures": pictures, "more": more}


class Letters(Panel):
    name = "letters"
    template_name = "desk/home/letters.html"
    order = 45

    def context(self, desk: Desk) -> dict[str, Any]:
        failed = Letter.objects.failed()
        return {"letters": failed.order_by("-ended_at", "-pk")[:LETTERS_SHOWN], "letter_count": failed.count()}


class Returned(Panel):
    """Whether mail that comes back is heard of, and how much of it there is."""

    name = "returned"
    template_name = "desk/home/returned.html"
    aside = True
    order = 35

    def context(self, desk: Desk) -> dict[str, Any]:
        of_late = Return.objects.filter(at__gt=timezone.now() - RETURNS_SHOWN)
        return {
            "settled": settings.BOUNCES_TO or settings.ANYMAIL.get("WEBHOOK_SECRET"),
            "mailbox": Mailbox.objects.first(),
            "tally": of_late.tallied(),
            "last": Return.objects.order_by("-at").first(),
        }


class OtherRooms(Panel):
    """What rooms above put into the slot, such as a letter that is being sent; they are given the user."""

    name = "other_rooms"
    template_name = "desk/home/other_rooms.html"
    aside = True
    order = 40

    def context(self, desk: Desk) -> dict[str, Any]:
        return {"filled": slots.filled("desk_home", desk.permissions.user)}


def panels_for(request: HttpRequest) -> list[Component]:
    """The panels of whoever asks, of all there are."""
    if not isinstance(request.user, User):
        return []
    permissions = Permissions.of(request.user)
    desk = Desk(permissions)
    stories = permissions.write or permissions.edit or permissions.publish
    wanted = [
        (NextThings, True),
        (Waiting, permissions.publish or permissions.edit),
        (Corrections, permissions.publish),
        (OwnStories, permissions.write),
        (Today, stories),
        (ColleaguesStories, permissions.edit),
        (LiveNow, stories),
        (Briefs, permissions.feed),
        (Pictures, permissions.pictures),
        (Letters, permissions.letters),
        (Returned, permissions.letters),
        (OtherRooms, True),
    ]
    panels: list[Component] = [panel(desk) for panel, for_them in wanted if for_them]
    return [*panels, *([PressPanel()] if permissions.press else [])]


def arrange(request: HttpRequest, panels: list[Any]) -> None:
    """Ours instead of Wagtail's, which grow with the queue; of those, one's own locks stay."""
    locks = [panel for panel in panels if isinstance(panel, LockedPagesPanel)]
    panels[:] = [*panels_for(request), *locks]
