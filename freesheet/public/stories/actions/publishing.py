"""What follows, in order, when a story is saved and readers can see it: the paper's first verb.

News    story_published
Rule    all of it is in the transaction that wrote the row; only its own page is pressed after the commit, at once
"""

from django.db import transaction

from freesheet.doors.press import actions as press
from freesheet.public.stories.actions import correcting
from freesheet.public.stories.models import Story
from freesheet.public.stories.signals import story_published
from freesheet.public.stories.work import posters


@transaction.atomic
def publish(story: Story) -> None:
    """Tell everybody whom a readable story concerns, new or in a new version.

    Before, Story.save wrote the row, and with it press.Pressed marked stale whatever shows it (Story.lists) and placed
    its pages (Story.places) with what goes along: its text edition, the month's page, fragments and feeds.
    """
    posters.want(story)
    correcting.log(story)
    story_published.send(Story, story=story)
    press.soon(story.key)
