"""What follows when a story is saved, in order: the paper's first verb, and its opposite.

News    story_published
Rule    all of it is in the transaction that wrote the row; only its own page is pressed after the commit, at once
"""

from freesheet.doors.press import actions as press
from freesheet.doors.press.pressed import press_changes
from freesheet.public.stories.actions import correcting
from freesheet.public.stories.models import Story
from freesheet.public.stories.signals import story_published
from freesheet.public.stories.work import posters


def publish(story: Story, lists_before: set[str]) -> None:
    """See to everything that a story concerns which readers can see, new or in a new version.

    Of one that they cannot see, or no longer, pages and lists alone are told: it leaves them, and its pages are gone.

    lists_before    keys of the lists that showed it until now
    """
    press_changes(story, lists_before)  # with what goes along: text edition, the month's page, fragments and feeds
    if story.live:
        posters.want(story)
        correcting.log(story)
        story_published.send(Story, story=story)
        press.soon(story.key)
