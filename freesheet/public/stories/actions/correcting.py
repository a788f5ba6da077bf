"""What a correction sets off beyond its story: the log of corrections says what the story says now."""

from freesheet.doors.press import actions as press
from freesheet.public.stories.models import Story
from freesheet.public.stories.pressing import correction_lists


def log(story: Story) -> None:
    """Have the log pressed anew that names a published story's corrections; its months are among the story's places."""
    stated = story.corrections.values_list("stated_at", flat=True)
    press.order(correction_lists(story.locale.language_code, stated))
