"""What this room does when a version of one of its stories is kept, or a story is copied."""

from typing import Any

from django.dispatch import receiver
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.signals import copy_for_translation_done

from freesheet.public.stories.actions import translating
from freesheet.public.stories.models import Story
from freesheet.public.stories.signals import draft_kept
from freesheet.public.stories.work import outbound_links


@receiver(draft_kept, sender=Story)
def ask_what_it_leads_to(sender: type[Story], story: Story, **_: Any) -> None:
    outbound_links.ask(story)


@receiver(copy_for_translation_done, sender=CopyPageForTranslationAction)
def settle_copies(target_obj: Any, **_: Any) -> None:
    if isinstance(target_obj, Story):
        translating.settle(target_obj)
