"""What an issue's blocks come to: stories found, pictures and links with whole addresses.

Rule    what is not there any more, or has nothing to show, is left out; every link has a host, for a mail has none;
        what lists came to when an issue was sent is noted then, and stays (Issue.list_members)
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.rich_text import expand_db_html

from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.words.markup import clean
from freesheet.private.newsletters.issue.prose import plain
from freesheet.private.newsletters.models import Issue
from freesheet.public.newsfeed.keys import BRIEF
from freesheet.public.newsfeed.models import Brief
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.body import answers
from freesheet.public.stories.keys import STORY
from freesheet.public.stories.models import Story

PICTURE_PIXELS = 1200
"""Twice the 600 of a mail, for screens that show two to one."""
FIRST_REACH = timedelta(days=7)
"""How far back a list reaches where no issue was sent before."""
_HREF = re.compile(r'(?<=href=")/(?!/)')


@dataclass(frozen=True)
class MailPicture:
    """A picture as a mail shows it; and itself, for pages, which show it in several widths."""

    picture: Picture
    url: str
    alt: str
    width: int
    credit: str = ""


@dataclass(frozen=True)
class Card:
    """A story in a mail; and itself, for pages."""

    story: Story
    title: str
    url: str
    words: str
    section: str = ""
    picture: MailPicture | None = None


@dataclass(frozen=True)
class Part:
    """One block with all that its templates show."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"newsletters/mail/parts/{self.kind}.mjml"

    @property
    def text_template(self) -> str:
        return f"newsletters/mail/parts/{self.kind}.txt"

    @property
    def page_template(self) -> str:
        return f"newsletters/parts/{self.kind}.html"


def contents(issue: Issue) -> list[Part]:
    """The parts of an issue, in order."""
    read = ((block.block_type, READERS[block.block_type](block, issue)) for block in issue.body)
    return [Part(kind, told) for kind, told in read if told]


def list_members(issue: Issue) -> dict[str, list[int]]:
    """What its lists come to now: a block's id → primary keys, as Issue.list_members keeps them."""
    lists = (block for block in issue.body if block.block_type in FINDERS)
    return {block.id: FINDERS[block.block_type](block.value, issue) for block in lists}


def _listed(block: Any, issue: Issue) -> list[int]:
    """Primary keys of what an automatic list shows: of a sent issue, as noted then."""
    kept: list[int] = issue.list_members.get(block.id, [])
    return kept if issue.frozen_at else FINDERS[block.block_type](block.value, issue)


def whole_url(url: str) -> str:
    """The same with our host, where it is a path of ours."""
    return f"{settings.SITE_URL}{url}" if url.startswith("/") else url


def prose(source: Any) -> dict[str, Any]:
    """Rich text for both parts of a mail."""
    html = _HREF.sub(f"{settings.SITE_URL}/", clean(expand_db_html(getattr(source, "source", str(source)))))
    return {"html": html, "plain": plain(html)} if plain(html) else {}


def card(story: Story, words: str = "", *, pictured: bool = True) -> Card:
    section = story.section.name if story.section else ""
    picture = mail_picture(story.lead_picture) if pictured else None
    touch(*([story.section.key] if story.section else []))
    return Card(story, story.title, whole_url(story.address or "/"), words or story.standfirst, section, picture)


def mail_picture(picture: Picture | None, variant: str = "card") -> MailPicture | None:
    """A picture whose files are made and that may be shown."""
    touch(*([picture.key] if picture else []))
    file = picture.best(variant, at_most=PICTURE_PIXELS) if picture and not picture.problems() else None
    if not picture or not file:
        return None
    return MailPicture(picture, whole_url(file.path), picture.alt, min(file.width, 600), picture.credit)


def since(issue: Issue) -> datetime:
    """Whatever is newer than the issue before this one."""
    before = issue.newsletter.issues.sent().exclude(pk=issue.pk).first()
    return before.sent_at if before else timezone.now() - FIRST_REACH


def picked(issue: Issue) -> list[int]:
    """Stories that stand in it by themselves, and in no list besides."""
    return [answer.value for answer in answers.stories(issue.body)]


def _story(block: Any, issue: Issue) -> dict[str, Any]:
    value = block.value
    page = value["story"]
    touch(*([STORY.of(page.pk)] if page else []))
    story = Story.objects.live().with_faces().filter(pk=page.pk).first() if page else None
    return {"card": card(story, value["words"], pictured=value["with_picture"])} if story else {}


def _find_stories(value: Any, issue: Issue) -> list[int]:
    newer = Story.objects.readable(issue.language).filter(first_published_at__gt=since(issue))
    newer = newer.filter(first_published_at__lte=issue.sent_at)
    if value["section"]:
        newer = newer.filter(section=value["section"])
    if value["topic"]:
        newer = newer.filter(topics=value["topic"])
    newer = newer.exclude(pk__in=picked(issue))
    return list(newer.newest().values_list("pk", flat=True)[: value["count"]])


def _stories(block: Any, issue: Issue) -> dict[str, Any]:
    listed = _listed(block, issue)
    touch(*map(STORY.of, listed))
    stories = {story.pk: story for story in Story.objects.live().with_faces().filter(pk__in=listed)}
    cards = [card(stories[pk], pictured=False) for pk in listed if pk in stories]
    return {"title": block.value["title"], "cards": cards} if cards else {}


def _find_briefs(value: Any, issue: Issue) -> list[int]:
    today = Brief.objects.readable(issue.language).filter(posted_at__gt=timezone.now() - timedelta(days=1))
    return list(today.newest().values_list("pk", flat=True)[: value["count"]])


def _briefs(block: Any, issue: Issue) -> dict[str, Any]:
    listed = _listed(block, issue)
    touch(*map(BRIEF.of, listed))
    there = Brief.objects.readable(issue.language).select_related("locale").filter(pk__in=listed)
    briefs = [
        {"lead": brief.lead, "text": " ".join(brief.paragraphs), "url": whole_url(brief.address), "at": brief.posted_at}
        for brief in there.newest()
    ]
    return {"title": block.value["title"], "briefs": briefs} if briefs else {}


def _picture(block: Any, issue: Issue) -> dict[str, Any]:
    value = block.value
    picture = mail_picture(value["picture"], "full")
    caption = value["caption"] or (value["picture"].caption if value["picture"] else "")
    return {"picture": picture, "caption": caption, "link": whole_url(value["link"])} if picture else {}


def _linked(block: Any, issue: Issue) -> dict[str, Any]:
    return {**block.value, "link": whole_url(block.value["link"])}


def _sign_off(block: Any, issue: Issue) -> dict[str, Any]:
    host = issue.newsletter.host
    told = prose(block.value["text"])
    return told and {**told, "host": host, "portrait": mail_picture(host.portrait, "portrait") if host else None}


FINDERS: dict[str, Callable[[Any, Issue], list[int]]] = {"stories": _find_stories, "briefs": _find_briefs}
"""Blocks that find by themselves what they show."""
READERS: dict[str, Callable[[Any, Issue], dict[str, Any]]] = {
    "text": lambda block, issue: prose(block.value),
    "heading": lambda block, issue: {"words": block.value},
    "story": _story,
    "stories": _stories,
    "briefs": _briefs,
    "picture": _picture,
    "button": _linked,
    "quote": lambda block, issue: dict(block.value),
    "membership": _linked,
    "sign_off": _sign_off,
}
