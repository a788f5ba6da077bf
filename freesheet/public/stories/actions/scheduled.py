"""Publishing and unpublishing at the hour an editor has set, each thing by itself.

Rule    one that fails stays scheduled, whole, is tried again, and holds up none of the others
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from freesheet.public.stories.form.readiness import lacks
from freesheet.public.stories.models import Story

log = logging.getLogger(__name__)
LATE_AFTER = timedelta(minutes=1)


def publish_scheduled() -> None:
    """Unpublish what has expired, then publish what is due, oldest first, as Wagtail's command of that name does."""
    now = timezone.now()
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at").specific():
        _tried(_unpublish, page)
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        _tried(_publish, revision)


class NotFit(Exception):
    """A story's version lacks what readers must have, in words."""


@dataclass(frozen=True)
class Late:
    """A page that should have changed for readers by now: since when, and whether it should have come or gone."""

    page_id: int
    title: str
    since: datetime
    leaves: bool


def late() -> list[Late]:
    """What did not happen at its hour, oldest first."""
    passed = timezone.now() - LATE_AFTER
    revisions = Revision.objects.filter(approved_go_live_at__lt=passed)
    pages = Page.objects.filter(live=True, expire_at__lt=passed)
    coming = [Late(int(one.object_id), one.object_str, one.approved_go_live_at, False) for one in revisions]
    going = [Late(page.pk, page.title, page.expire_at, True) for page in pages]
    return sorted([*coming, *going], key=lambda one: one.since)


def _unpublish(page: Page) -> None:
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    """Raises NotFit for a story whose version lacks what its form asks for: it was in order when it was scheduled."""
    draft = revision.as_object()
    if isinstance(draft, Story) and (lacking := list(lacks(draft))):
        raise NotFit(" ".join(lacking))
    revision.publish(log_action="wagtail.publish.scheduled")


def _tried(act: Callable[[Any], None], thing: Page | Revision) -> None:
    verb = act.__name__.removeprefix("_")
    try:
        with transaction.atomic():  # Wagtail forgets the hour before it publishes
            act(thing)
    except (OperationalError, InterfaceError):
        raise  # the database is away: nothing of this can be done now
    except NotFit as lacking:
        log.warning("the schedule could not %s %s: %s", verb, thing, lacking)
    except Exception:
        log.exception("the schedule could not %s %s", verb, thing)
