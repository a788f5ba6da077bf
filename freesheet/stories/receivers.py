"""What this room does when one of its own stories is published: no more than a reader will see."""

from typing import Any

from django.dispatch import receiver

from freesheet.stories import log, posters
from freesheet.stories.models import Story
from freesheet.stories.signals import story_published


@receiver(story_published, sender=Story)
def want_posters(sender: type[Story], story: Story, **_: Any) -> None:
    posters.want(story)


@receiver(story_published, sender=Story)
def log_corrections(sender: type[Story], story: Story, **_: Any) -> None:
    log.note(story)
