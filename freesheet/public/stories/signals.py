"""News of stories, sent inside the transaction that caused it.

story_published(story)  a story is readable, or is so in a new version, and this room has done its part
draft_kept(story)       a version of it was saved, published or not
"""

from django.dispatch import Signal

story_published = Signal()
draft_kept = Signal()
