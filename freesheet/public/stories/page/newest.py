"""The newest stories of a list, as ids: read once for all pages that choose among them.

Rule    none that was retracted; whoever shows them says whether the page follows the list
"""

from datetime import datetime

from freesheet.doors.press.rendering.recording import touch
from freesheet.doors.press.rendering.shared import shared
from freesheet.public.stories import keys
from freesheet.public.stories.models import Story

NEWEST_STORIES = 400
"""How far back it reaches."""
Dated = tuple[datetime, int]


def newest(language: str, list_key: str, *, opinion: bool = True, **which: int | None) -> list[Dated]:
    """First publication and id of the newest, at most NEWEST_STORIES; touches the list.

    list_key    of keys.py: the list that which narrows to, such as section_key(3) and section=3
    opinion     whether opinion is among them
    """

    def read() -> list[Dated]:
        touch(list_key, keys.retracted_key(language))
        stories = Story.objects.readable(language).filter(retracted_at=None, **which)
        stories = stories if opinion else stories.exclude(label=Story.Label.OPINION)
        return list(stories.newest().values_list("first_published_at", "pk")[:NEWEST_STORIES])

    return shared(("newest", list_key, opinion), read)
