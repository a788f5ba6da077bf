"""What to read after a story: an editor's choice, then what shares most of its topics, then its section's newest.

Rule    a choice is followed wherever it goes; what we found ourselves is shown as of pressing
"""

from collections import Counter
from collections.abc import Iterable
from heapq import merge
from itertools import islice

from freesheet.doors.press.rendering.recording import frozen
from freesheet.public.masthead.models import Topic
from freesheet.public.stories import keys
from freesheet.public.stories.models import Story
from freesheet.public.stories.models.related_slot import RELATED_STORIES
from freesheet.public.stories.page.newest import NEWEST_STORIES, newest


def suggestions_for(story: Story, topics: Iterable[Topic], *, besides: Iterable[int]) -> list[int]:
    """Ids of stories that go with this one, which is on these topics, best first: as many as there can be places.

    besides     ids that stand on the page already
    """
    taken = {story.pk, *besides}
    language = story.locale.language_code
    with frozen():
        on_topics = [newest(language, keys.topic_key(topic.pk), topics=topic.pk) for topic in topics]
        in_section = newest(language, keys.section_key(story.section_id), section=story.section_id)
    sharing = (pk for _at, pk in merge(*on_topics, reverse=True) if pk not in taken)
    best = [pk for pk, _count in Counter(islice(sharing, NEWEST_STORIES)).most_common(RELATED_STORIES)]
    rest = [pk for _at, pk in in_section if pk not in taken and pk not in best]
    return [*best, *rest][:RELATED_STORIES]
