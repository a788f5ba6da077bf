"""What stands before readers and should be mended: corrections not published, pictures without words, old pins.

Rule    each question is a fixed number of queries, and of a revision only what is asked for is read
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, IntegerField, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision

from freesheet.desk.home.overview import PANEL_ROWS, Desk
from freesheet.public.newsfeed.models import Brief
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Correction, Story

CORRECTED_STORIES_READ = 100
"""Changed stories that are looked through for corrections, the latest."""
PINNED_FOR_LONG = timedelta(hours=12)
BREAKING_FOR_LONG = timedelta(hours=3)
STILL_NEWS = timedelta(hours=48)
"""A brief that broke longer ago has gone down the feed by itself."""


@dataclass(frozen=True)
class OpenCorrection:
    """A correction that an editor has written and readers cannot see yet."""

    story: Story
    kind: str
    text: str


@dataclass(frozen=True)
class Unfinished:
    """A picture that readers see and that lacks something, with a story it stands in."""

    picture: Picture
    story: str
    lacks_credit: bool
    lacks_alt: bool


def open_corrections(desk: Desk) -> list[OpenCorrection]:
    changed = [change.pk for change in desk.changes if change.live and change.changed][:CORRECTED_STORIES_READ]
    rows = Story.objects.filter(pk__in=changed).editable_by(desk.permissions.user).defer("body")
    stories = {story.latest_revision_id: story for story in rows}
    stated = Correction.objects.filter(story__in=[story.pk for story in stories.values()]).values_list("pk", flat=True)
    known = set(stated)
    drafts = Revision.objects.filter(pk__in=[pk for pk in stories if pk]).values_list("pk", "content__corrections")
    kinds = dict(Correction.Kind.choices)
    return [
        OpenCorrection(stories[revision], str(kinds.get(one.get("kind"), "")), one.get("text", ""))
        for revision, corrections in drafts.order_by("-created_at")
        for one in corrections or ()
        if one.get("pk") not in known
    ]


def unfinished_pictures() -> list[Unfinished]:
    """Pictures on live stories without credit or alternative text, the newest first; one more than is shown."""
    live = Page.objects.filter(pk=Cast(OuterRef("object_id"), IntegerField()), live=True)
    uses = _uses().filter(to_object_id=Cast(OuterRef("pk"), CharField())).filter(Exists(live))
    lacking = Picture.objects.filter(stated_decorative=False, pulled_at=None).filter(Q(credit="") | Q(description=""))
    pictures = list(lacking.filter(Exists(uses)).defer("srcsets").order_by("-pk")[: PANEL_ROWS + 1])
    where = _uses().filter(to_object_id__in=[str(picture.pk) for picture in pictures])
    story_of = dict(where.values_list("to_object_id", "object_id"))
    titles = dict(Page.objects.filter(pk__in=story_of.values()).values_list("pk", "title"))
    return [
        Unfinished(
            picture,
            titles.get(int(story_of.get(str(picture.pk), 0)), ""),
            lacks_credit=not picture.credit,
            lacks_alt=not picture.description,
        )
        for picture in pictures
    ]


def _uses() -> Any:
    of_picture = ContentType.objects.get_for_model(Picture)
    of_page = ContentType.objects.get_for_model(Page)
    return ReferenceIndex.objects.filter(to_content_type=of_picture, base_content_type=of_page)


def briefs_still_up(now: datetime) -> list[Brief]:
    """Briefs that have been pinned for long, or marked as breaking for hours and are still read as news."""
    pinned = Q(pinned_at__lt=now - PINNED_FOR_LONG)
    breaking = Q(breaking_at__lt=now - BREAKING_FOR_LONG, posted_at__gt=now - STILL_NEWS)
    briefs = Brief.objects.filter(withdrawn_at=None).filter(pinned | breaking).select_related("locale", "section")
    return list(briefs.newest()[: PANEL_ROWS + 1])
