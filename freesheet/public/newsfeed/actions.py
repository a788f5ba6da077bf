"""What can be done with a brief that stands: take it back, put it back, pin it, unpin it; and what follows each save.

Rule    each is one line in the log, and one order to the press, in one transaction
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from freesheet.doors.press import actions as press
from freesheet.doors.press.pressed import press_changes
from freesheet.public.newsfeed.models import PINNED_AT_MOST, Brief


def publish(brief: Brief, lists_before: set[str]) -> None:
    """Have its page pressed at once, then the feed and the day: any change may move it up, down or off the page."""
    press_changes(brief, lists_before)
    press.order(brief.lists())
    press.soon(brief.key)


class TooManyPinned(Exception):
    """As many briefs are pinned as may be."""


@transaction.atomic
def withdraw(brief: Brief, *, by: Any) -> None:
    """Take it back: off every list, and its page answers 410 from the next request on."""
    _mark(brief, by, "newsfeed.withdraw", withdrawn_at=timezone.now(), pinned_at=None)


@transaction.atomic
def put_back(brief: Brief, *, by: Any) -> None:
    """Let it be read again, at the place of its time."""
    _mark(brief, by, "newsfeed.put_back", withdrawn_at=None)


@transaction.atomic
def pin(brief: Brief, *, by: Any) -> None:
    """Have it stand above the others; raises TooManyPinned."""
    pinned = Brief.objects.filter(locale=brief.locale, withdrawn_at=None).exclude(pinned_at=None).exclude(pk=brief.pk)
    if pinned.count() >= PINNED_AT_MOST:
        raise TooManyPinned
    _mark(brief, by, "newsfeed.pin", pinned_at=timezone.now())


@transaction.atomic
def unpin(brief: Brief, *, by: Any) -> None:
    """Let it stand where its time puts it."""
    _mark(brief, by, "newsfeed.unpin", pinned_at=None)


def _mark(brief: Brief, by: Any, action: str, **changes: Any) -> None:
    for field, value in changes.items():
        setattr(brief, field, value)
    brief.save()
    log(brief, action, user=by)
