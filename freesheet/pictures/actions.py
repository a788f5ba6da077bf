"""What can be done with a picture besides editing it.

Called by   wagtail_hooks, transfer
Calls       removing, the press (through Picture.save)
"""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from freesheet.pictures.models import Picture
from freesheet.pictures.published import Making
from freesheet.pictures.removing import remove_all


@transaction.atomic
def pull(picture: Picture) -> None:
    """Take a picture off the site: its files go when this commits, its pages are pressed without it.

    The original stays at the desk. Pulling twice changes nothing more.
    """
    if picture.pulled_at is None:
        log(picture, "pictures.pull")
    Making.cancel(picture.pk)
    picture.pulled_at = picture.pulled_at or timezone.now()
    picture.srcsets = {}
    picture.save(update_fields=["pulled_at", "srcsets"])
    remove_all(picture)


@transaction.atomic
def put_back(picture: Picture) -> None:
    """Let a pulled picture show again, as soon as its files are made anew."""
    picture.pulled_at = None
    log(picture, "pictures.put_back")
    picture.save(update_fields=["pulled_at"])
    Making.order(picture.pk)
