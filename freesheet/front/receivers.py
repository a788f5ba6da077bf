"""What the fronts do when a story is published, and when a section moves."""

from typing import Any

from django.dispatch import receiver

from freesheet.front.pressing import place_month, place_more, place_parts
from freesheet.press.models import Sheet
from freesheet.press.signals import placed
from freesheet.stories.models import Story
from freesheet.stories.signals import story_published


@receiver(story_published, sender=Story)
def list_it(sender: type[Story], story: Story, **_: Any) -> None:
    place_month(story)


@receiver(placed, sender=Sheet)
def place_beside(sender: type[Sheet], owner: str, path: str | None, **_: Any) -> None:
    if owner.startswith("section:"):
        place_more(owner, path)
    if owner.startswith("frontpage:"):
        place_parts(owner, path)
