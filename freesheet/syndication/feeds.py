"""RSS of the paper and of each section.

Called by   urls.py
Rule        the same rows give the same bytes: no time but the stories' own
Source      RSS 2.0.11; RFC 4287 for the self link; Dublin Core for authors
"""

from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator

from freesheet.kit import text
from freesheet.masthead.models import Section, imprint
from freesheet.press.recording import touch
from freesheet.stories.models import Story, StoryQuerySet

NEWEST = 30


class Rss(Rss201rev2Feed):
    """RSS 2.0 with every byline as dc:creator: RSS's own author element demands an e-mail address."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, object]) -> None:
        super().add_item_elements(handler, item)
        for name in cast("list[str]", item["creators"]):
            handler.addQuickElement("dc:creator", name)


def paper(request: HttpRequest) -> HttpResponse:
    """The newest stories of the edition."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    touch(f"stories:{language}")
    about = imprint(language)
    return _feed(request, about.name, Story.objects.readable(language), about.description or about.motto)


def section(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest stories of one section; Http404 for a section there is not."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    found = Section.objects.filter(slug=slug, locale__language_code=language).first()
    if found is None:
        raise Http404
    touch(found.key, f"stories:section:{found.pk}")
    title = f"{imprint(language).name} – {found.name}"
    stories = Story.objects.readable(language).filter(section=found)
    return _feed(request, title, stories, found.description)


def _feed(request: HttpRequest, title: str, stories: StoryQuerySet, description: str) -> HttpResponse:
    language = translation.get_language() or settings.LANGUAGE_CODE
    about = imprint(language)
    touch(about.key)
    feed = Rss(
        title=text.printable(title),
        link=f"{settings.SITE_URL}{request.path.removesuffix('feed.rss')}",
        description=text.printable(description or title),
        language=language,
        feed_url=f"{settings.SITE_URL}{request.path}",
        feed_copyright=text.printable(about.publisher) or None,
    )
    for story in stories.newest().with_faces()[:NEWEST]:
        _add(feed, story)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _add(feed: Rss, story: Story) -> None:
    bylines = list(story.bylines.all())
    touch(story.key, *(byline.author.key for byline in bylines))
    if story.section:
        touch(story.section.key)
    url = f"{settings.SITE_URL}{story.address}"
    feed.add_item(
        title=text.printable(story.title),
        link=url,
        unique_id=story.guid,
        unique_id_is_permalink=False,
        description=text.printable(story.standfirst or story.search_description),
        pubdate=story.published_at,
        updateddate=story.updated_at or story.published_at,
        categories=[text.printable(story.section.name)] if story.section else [],
        creators=list(dict.fromkeys(text.printable(byline.author.name) for byline in bylines)),
    )
