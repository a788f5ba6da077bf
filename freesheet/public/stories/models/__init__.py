"""A noun a file; what must always be true of each row.

Owns    Story, Byline, RelatedSlot, Correction, Archive, Poster, OutboundLink, EditorReads
"""

from freesheet.public.stories.models.archive import Archive
from freesheet.public.stories.models.byline import Byline
from freesheet.public.stories.models.correction import Correction
from freesheet.public.stories.models.editor_reads import EditorReads
from freesheet.public.stories.models.outbound_link import OutboundLink
from freesheet.public.stories.models.poster import Poster
from freesheet.public.stories.models.related_slot import RelatedSlot
from freesheet.public.stories.models.story import Story, StoryQuerySet

__all__ = [
    "Archive",
    "Byline",
    "Correction",
    "EditorReads",
    "OutboundLink",
    "Poster",
    "RelatedSlot",
    "Story",
    "StoryQuerySet",
]
