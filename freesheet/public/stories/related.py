"""What to read after a story: an editor's choice, then what shares most of its topics, then its section's newest.

Owns        RelatedSlot, and the order in which related stories are looked for
Called by   models, reading
Rule        a choice is followed wherever it goes; what we found ourselves is shown as of pressing
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

if TYPE_CHECKING:
    from freesheet.public.stories.models import Story

RELATED = 3
LOOKED_AT = 400
"""Among how many of the newest stories on its topics those that share most are looked for."""


class RelatedSlot(Orderable):
    """A story that an editor has put at the end of another."""

    story = ParentalKey("stories.Story", related_name="related_slots")
    target = models.ForeignKey("stories.Story", models.CASCADE, related_name="+", verbose_name=_("story"))

    panels = [FieldPanel("target")]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.target)


def found_for(story: "Story", *, besides: Iterable[int]) -> list[int]:
    """Ids of stories that go with this one, best first: as many as there can be places, in two queries.

    besides     ids that stand on the page already
    """
    taken = {story.pk, *besides}
    topics = [topic.pk for topic in story.topics.all()]
    others = type(story).objects.readable(story.locale.language_code).filter(retracted_at=None)
    sharing = type(story).topics.through.objects.filter(topic__in=topics, story__in=others.exclude(pk__in=taken))
    newest = sharing.order_by("-story__first_published_at", "-story_id").values_list("story_id", flat=True)
    shared = Counter(newest[:LOOKED_AT])
    best = [pk for pk, _ in shared.most_common(RELATED)]
    section = others.filter(section=story.section_id).exclude(pk__in=taken | set(best)).newest()
    return [*best, *section.values_list("pk", flat=True)[:RELATED]][:RELATED]
