"""Feeds live beside the page they follow: where that goes, they go."""

from typing import Any

from django.dispatch import receiver

from freesheet.press import actions as press
from freesheet.press.models import Sheet
from freesheet.press.signals import placed

FOLLOWED = ("frontpage:", "section:", "correctionlog:")


@receiver(placed, sender=Sheet)
def place_beside(sender: type[Sheet], owner: str, path: str | None, **_: Any) -> None:
    if owner.startswith(FOLLOWED):
        press.place({f"feed:{owner}": path and f"{path}feed.rss"})
