"""Filing a great many published stories at once: the rows that publishing each of them would leave.

Rule    what is filed together is there whole or not at all; no story's news is sent, no mail, no task
"""

from collections.abc import Sequence
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page, Revision
from wagtail.search.backends import get_search_backends

from freesheet.doors.press import actions as press
from freesheet.public.stories.models import Archive, Byline, Correction, Story
from freesheet.public.stories.pressing import lists_of

ROWS_A_STATEMENT = 200
"""How many rows one statement writes: SQLite counts each value against a limit."""


@transaction.atomic
def file(archive: Archive, stories: Sequence[Story], *, waiting: int = 0) -> None:
    """File unsaved stories under their edition's archive, as published when their first_published_at says.

    stories     of one edition, with bylines and topics set; oldest or newest first, as they shall stand in the tree
    waiting     how many stories should be pressed before these
    """
    _pages(archive, stories)
    _own_rows(stories)
    _relations(stories)
    _revisions(stories)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Story, stories)
    newest_first = sorted(stories, key=lambda story: story.published_at, reverse=True)
    press.place_new({story.key: str(story.address) for story in newest_first}, waiting=waiting)
    press.order({key for story in stories for key in _lists(story)})


def _pages(archive: Archive, stories: Sequence[Story]) -> None:
    """Wagtail's rows, at the end of the archive's branch of the tree."""
    parent = Archive.objects.select_for_update().get(pk=archive.pk)
    last = parent.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    kind = ContentType.objects.get_for_model(Story)
    for number, story in enumerate(stories, start=step + 1):
        story.path, story.depth = Page._get_path(parent.path, parent.depth + 1, number), parent.depth + 1
        story.content_type, story.locale = kind, parent.locale
        story.url_path, story.draft_title = f"{parent.url_path}{story.slug}/", story.title
        story.translation_key = story.translation_key or uuid4()
        story.last_published_at = story.latest_revision_created_at = story.first_published_at
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    pages = [Page(**{name: getattr(story, name) for name in names}) for story in stories]
    for story, page in zip(stories, Page.objects.bulk_create(pages, batch_size=ROWS_A_STATEMENT), strict=True):
        story.pk = story.id = page.pk
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(stories))


def _own_rows(stories: Sequence[Story]) -> None:
    """The stories' own table: Django refuses bulk_create where a model has a parent's table too."""
    fields = Story._meta.local_concrete_fields
    for begin in range(0, len(stories), ROWS_A_STATEMENT):
        rows = list(stories[begin : begin + ROWS_A_STATEMENT])
        Story._base_manager.all()._insert(rows, fields=fields, using="default", raw=True)


def _relations(stories: Sequence[Story]) -> None:
    bylines = [byline for story in stories for byline in story.bylines.all()]
    for story in stories:
        for order, byline in enumerate(story.bylines.all()):
            byline.story_id, byline.sort_order = story.pk, order
    Byline.objects.bulk_create(bylines, batch_size=ROWS_A_STATEMENT)
    corrections = [correction for story in stories for correction in story.corrections.all()]
    for correction in corrections:
        correction.story_id = correction.story.pk
    Correction.objects.bulk_create(corrections, batch_size=ROWS_A_STATEMENT)
    through = Story.topics.through
    rows = [through(story_id=story.pk, topic_id=topic.pk) for story in stories for topic in story.topics.all()]
    through._default_manager.bulk_create(rows, batch_size=ROWS_A_STATEMENT)


def _revisions(stories: Sequence[Story]) -> None:
    """One each, as left by its publication: what the desk opens, compares with and goes back to."""
    kind, base = ContentType.objects.get_for_model(Story), ContentType.objects.get_for_model(Page)
    Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=base,
                object_id=str(story.pk),
                object_str=story.title,
                created_at=story.published_at,
                content=story.serializable_data(),
            )
            for story in stories
        ],
        batch_size=ROWS_A_STATEMENT,
    )
    left = Revision.objects.filter(base_content_type=base, object_id=Cast(OuterRef("pk"), models.CharField()))
    mine = Subquery(left.values("pk")[:1])
    pages = Page.objects.filter(pk__in=[story.pk for story in stories])
    pages.update(latest_revision_id=mine)
    pages.update(live_revision_id=F("latest_revision_id"))


def _lists(story: Story) -> set[str]:
    """Story.lists() of what was filed a moment ago, without a query each."""
    return lists_of(
        story,
        topics=[topic.pk for topic in story.topics.all()],
        authors=[byline.author_id for byline in story.bylines.all()],
        stated=[correction.stated_at for correction in story.corrections.all()],
    )
