"""Publishing and unpublishing at the hour an editor has set, each thing by itself.

Called by   config/schedule.py; press_panel.py shows what is late
Rule        one that fails stays scheduled, is tried again, and holds up none of the others
"""

import logging
from datetime import timedelta

from django.db import Error as DatabaseTrouble
from django.db import models
from django.utils import timezone
from wagtail.models import Page, Revision

log = logging.getLogger(__name__)
LATE_AFTER = timedelta(minutes=1)


def publish_scheduled() -> None:
    """Unpublish what has expired, then publish what is due, oldest first, as Wagtail's command of that name does."""
    now = timezone.now()
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at").specific():
        _tried(page, "unpublish", set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        _tried(revision, "publish", log_action="wagtail.publish.scheduled")


def late() -> models.QuerySet[Revision]:
    """Revisions whose hour has come and gone, oldest first."""
    return Revision.objects.filter(approved_go_live_at__lt=timezone.now() - LATE_AFTER).order_by("approved_go_live_at")


def _tried(thing: Page | Revision, verb: str, **options: object) -> None:
    try:
        getattr(thing, verb)(**options)
    except DatabaseTrouble:
        raise
    except Exception:
        log.exception("the schedule could not %s %s", verb, thing)
