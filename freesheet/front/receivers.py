"""What the fronts do when a story is published."""

from typing import Any

from django.dispatch import receiver

from freesheet.front.pressing import place_lists
from freesheet.stories.models import Story
from freesheet.stories.signals import story_published


@receiver(story_published)
def list_it(sender: type[Story], story: Story, **_: Any) -> None:
    place_lists(story)
