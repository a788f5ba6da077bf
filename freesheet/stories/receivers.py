"""What this room does when one of its own stories is published, kept as a draft, or copied."""

from typing import Any

from django.dispatch import receiver
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.signals import copy_for_translation_done

from freesheet.stories import log, outbound, posters
from freesheet.stories.models import Story
from freesheet.stories.signals import draft_kept, story_published


@receiver(story_published, sender=Story)
def want_posters(sender: type[Story], story: Story, **_: Any) -> None:
    posters.want(story)


@receiver(story_published, sender=Story)
def log_corrections(sender: type[Story], story: Story, **_: Any) -> None:
    log.note(story)


@receiver(draft_kept, sender=Story)
def ask_what_it_leads_to(sender: type[Story], story: Story, **_: Any) -> None:
    outbound.ask(story)


@receiver(copy_for_translation_done, sender=CopyPageForTranslationAction)
def settle_copies(target_obj: Any, **_: Any) -> None:
    if isinstance(target_obj, Story):
        target_obj.settle_in_edition()
