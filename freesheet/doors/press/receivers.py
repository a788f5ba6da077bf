"""A thing that is deleted leaves the pages that show it, and its own, whoever deletes it and how."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from freesheet.doors.press import actions
from freesheet.doors.press.owners import is_of
from freesheet.doors.press.pressed import Pressed


@receiver(pre_delete, dispatch_uid="press.leave_pages")
def leave_pages(instance: object, **_: Any) -> None:
    """Inside the deletion's own transaction: order what shows it, and pull what was its own."""
    if isinstance(instance, Pressed):
        actions.order({instance.key} | instance.lists())
        actions.place({owner: None for owner in instance.places() if is_of(owner, instance.key)})
