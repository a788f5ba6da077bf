"""Where a page goes, its text edition goes."""

from typing import Any

from django.dispatch import receiver

from freesheet.press.models import Sheet
from freesheet.press.signals import placed
from freesheet.theme.pressing import PREFIX, place_text


@receiver(placed, sender=Sheet)
def place_beside(sender: type[Sheet], owner: str, path: str | None, **_: Any) -> None:
    if not owner.startswith(PREFIX):
        place_text(owner, path)
