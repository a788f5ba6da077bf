"""News of stories, sent inside the transaction that caused it.

readable_saved(story)     the row of a story that readers can see was written; actions.publishing takes it from there
story_published(story)    a story is readable, or is so in a new version, and this room has done its part
draft_kept(story)         a version of it was saved, published or not
"""

from django.dispatch import Signal

readable_saved = Signal()
story_published = Signal()
draft_kept = Signal()
