"""What to read after a story: an editor's choice, then what shares most of its topics, then its section's newest.

Rule    a choice is followed wherever it goes; what we found ourselves is shown as of pressing
"""

from collections import Counter
from collections.abc import Iterable

from freesheet.public.stories.models import Story
from freesheet.public.stories.models.related_slot import RELATED_STORIES

COMPARED_STORIES = 400
"""Among how many of the newest stories on its topics those that share most are looked for."""


def suggestions_for(story: Story, *, besides: Iterable[int]) -> list[int]:
    """Ids of stories that go with this one, best first: as many as there can be places, in two queries.

    besides     ids that stand on the page already
    """
    taken = {story.pk, *besides}
    topics = [topic.pk for topic in story.topics.all()]
    others = Story.objects.readable(story.locale.language_code).filter(retracted_at=None)
    sharing = Story.topics.through.objects.filter(topic__in=topics, story__in=others.exclude(pk__in=taken))
    newest = sharing.order_by("-story__first_published_at", "-story_id").values_list("story_id", flat=True)
    shared = Counter(newest[:COMPARED_STORIES])
    best = [pk for pk, _ in shared.most_common(RELATED_STORIES)]
    section = others.filter(section=story.section_id).exclude(pk__in=taken | set(best)).newest()
    return [*best, *section.values_list("pk", flat=True)[:RELATED_STORIES]][:RELATED_STORIES]
