"""What a reader of feeds shows of a story: every character of it, and its notes apart."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from freesheet.doors.press.rendering.render import render
from freesheet.private.newsletters.models import Issue, Newsletter
from freesheet.public.stories.models import Correction
from freesheet.public.syndication import feeds

pytestmark = pytest.mark.django_db
MARKUP = "Why <b> is no headline & what R&D said: 5 < 6, and a stray <tag> in the minutes."


def items(path: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(render(path)).findall("channel/item")


def paragraphs(item: ElementTree.Element) -> list[str]:
    """As a reader of feeds shows them, to whom a description is HTML."""
    return [part.get_text("\n") for part in BeautifulSoup(item.findtext("description"), "html.parser").find_all("p")]


def test_every_character_is_shown_and_notes_stand_apart(cast):
    story = cast.stories[0]
    story.standfirst = MARKUP
    story.corrections.add(Correction(kind=Correction.Kind.CORRECTION, text="<i>Tuesday</i>,\nnot Monday."))
    story.save()
    item = next(one for one in items("/feed.rss") if one.findtext("title") == story.title)
    standfirst, note = paragraphs(item)
    assert standfirst == MARKUP
    assert note.startswith("Correction, ")
    assert note.endswith("<i>Tuesday</i>,\nnot Monday.")
    assert paragraphs(items("/corrections/feed.rss")[0]) == ["<i>Tuesday</i>,\nnot Monday."]


def test_a_title_is_spelled_plainly(cast):
    story = cast.stories[0]
    story.title = "Феде\u00adральний за\u0301мок"
    story.save()
    assert "Федеральний замок" in [item.findtext("title") for item in items("/feed.rss")]
    page = render(story.address).decode()
    head = page.split("</head>")[0]
    assert "<title>Федеральний замок" in head
    assert 'property="og:title" content="Федеральний замок"' in head
    assert '"headline": "Федеральний замок"' in page
    assert "Феде\u00adральний за\u0301мок</h1>" in page


def test_an_issue_is_told_of_the_same_way(cast):
    morning = Newsletter.objects.create(locale=cast.town.locale, name="Morning", slug="morning", has_archive=True)
    Issue.objects.create(newsletter=morning, subject="За\u0301мок", preheader=MARKUP, frozen_at=timezone.now())
    (item,) = items("/newsletters/morning/feed.rss")
    assert (item.findtext("title"), paragraphs(item)) == ("Замок", [MARKUP])


def test_a_feed_without_items_is_the_same_at_every_render(db, time_machine):
    bodies = set()
    for hour in (9, 10):
        time_machine.move_to(datetime(2026, 11, 30, hour, tzinfo=UTC))
        bodies.add(feeds.empty("/harbour/feed.rss", "Harbour", "").writeString("utf-8"))
    assert len(bodies) == 1
