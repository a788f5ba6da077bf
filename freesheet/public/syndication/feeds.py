"""RSS of the paper, of each section, and of the corrections.

Rule    the same rows give the same bytes: no time but the stories' own
Source  RSS 2.0.11; RFC 4287 for the self link; Dublin Core for authors
"""

from datetime import UTC, datetime
from typing import Any, cast

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.translation import gettext
from django.utils.xmlutils import SimplerXMLGenerator

from freesheet.doors.press.rendering.recording import touch
from freesheet.kit.editions import Edition
from freesheet.kit.periods import in_zone
from freesheet.kit.words import text
from freesheet.public.masthead.models import Section, imprint
from freesheet.public.stories import keys
from freesheet.public.stories.corrections import log
from freesheet.public.stories.models import Correction, Story, StoryQuerySet
from freesheet.public.theme.words import date_form

FEED_ITEMS = 30
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Rss(Rss201rev2Feed):
    """RSS 2.0 of plain texts, with every byline as dc:creator: RSS's own author element demands an e-mail address."""

    def __init__(self, title: str, link: str, description: str, **about: Any) -> None:
        super().__init__(_line(title), link, _line(description), **about)

    def add_item(  # type: ignore[override]  # Django's names each of the others
        self, title: str, link: str, description: str, **more: Any
    ) -> None:
        """description   plain text, paragraphs separated by an empty line: readers of feeds take it for HTML"""
        more["creators"] = list(dict.fromkeys(map(_line, more["creators"])))
        super().add_item(_line(title), link, linebreaks(text.printable(description), autoescape=True), **more)

    def latest_post_date(self) -> datetime:
        """Of the newest item; of a feed without any Django says that it was built just now, at every render."""
        return super().latest_post_date() if self.items else NEVER

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, object]) -> None:
        super().add_item_elements(handler, item)
        for name in cast("list[str]", item["creators"]):
            handler.addQuickElement("dc:creator", name)


def _line(words: str) -> str:
    return text.printable(text.spelling(words))


def paper(request: HttpRequest) -> HttpResponse:
    """The newest stories of the edition."""
    language = Edition.current().language
    touch(keys.stories_key(language))
    about = imprint(language)
    return _feed(request, about.name, Story.objects.readable(language), about.description or about.motto)


def section(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest stories of one section; Http404 for a section there is not."""
    language = Edition.current().language
    found = Section.objects.filter(slug=slug, locale__language_code=language).first()
    if found is None:
        raise Http404
    touch(found.key, keys.section_key(found.pk))
    title = f"{imprint(language).name} – {found.name}"
    stories = Story.objects.readable(language).filter(section=found)
    return _feed(request, title, stories, found.description)


def corrections(request: HttpRequest) -> HttpResponse:
    """The newest corrections of the edition."""
    language = Edition.current().language
    about = imprint(language)
    feed = empty(request.path, f"{about.name} – {gettext('Corrections')}", "")
    for correction in log.newest(language, FEED_ITEMS):
        signed = correction.signed_by.name if correction.signed_by else about.name
        feed.add_item(
            title=f"{correction.get_kind_display()}: {correction.story.title}",
            link=f"{settings.SITE_URL}{correction.story.address}#corrections",
            unique_id=correction.guid,
            unique_id_is_permalink=False,
            description=correction.text,
            pubdate=correction.stated_at,
            categories=[str(correction.get_kind_display())],
            creators=[signed],
        )
    return answer(feed)


def _feed(request: HttpRequest, title: str, stories: StoryQuerySet, description: str) -> HttpResponse:
    feed = empty(request.path, title, description)
    newest = stories.newest_with_faces(FEED_ITEMS)
    prefetch_related_objects(newest, "corrections")
    for story in newest:
        _add(feed, story)
    return answer(feed)


def empty(path: str, title: str, description: str) -> Rss:
    """A feed of the page beside it, without items yet."""
    language = Edition.current().language
    about = imprint(language)
    touch(about.key)
    return Rss(
        title=title,
        link=f"{settings.SITE_URL}{path.removesuffix('feed.rss')}",
        description=description or title,
        language=language,
        feed_url=f"{settings.SITE_URL}{path}",
        feed_copyright=text.printable(about.publisher) or None,
    )


def answer(feed: Rss) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _add(feed: Rss, story: Story) -> None:
    bylines = list(story.bylines.all())
    notes = sorted(story.corrections.all(), key=lambda one: one.stated_at)
    touch(story.key, *(byline.author.key for byline in bylines))
    if story.section:
        touch(story.section.key)
    feed.add_item(
        title=f"{gettext('Retracted')}: {story.title}" if story.retracted_at else story.title,
        link=f"{settings.SITE_URL}{story.address}",
        unique_id=story.guid,
        unique_id_is_permalink=False,
        description="\n\n".join([story.standfirst or story.search_description, *map(_note, notes)]),
        pubdate=story.published_at,
        updateddate=max([story.updated_at or story.published_at, *(one.stated_at for one in notes)]),
        categories=[_line(story.section.name)] if story.section else [],
        creators=[byline.author.name for byline in bylines],
    )


def _note(correction: Correction) -> str:
    """One of a story's corrections, as a line of the story's own item."""
    day = date_format(in_zone(correction.stated_at), date_form())
    return f"{correction.get_kind_display()}, {day}: {correction.text}"
