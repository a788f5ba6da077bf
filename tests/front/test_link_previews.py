"""What others show of a link to any of our pages, and what search engines read there."""

import json
import re
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from freesheet.demo import building
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.render import render
from freesheet.public.front.models import FrontPage, InfoPage
from freesheet.public.masthead.models import Imprint
from freesheet.public.newsfeed.models import Brief
from freesheet.public.stories.models import Correction
from freesheet.work import loop
from tests.journeys.scenery import picture

SITE = "http://localhost:8000"
LISTS = "CollectionPage"
KINDS = {
    "/": "WebSite",
    "/uk/": "WebSite",
    "/town/": LISTS,
    "/topic/water/": LISTS,
    "/author/ada-brook/": "ProfilePage",
    "/news/": LISTS,
    "/corrections/": LISTS,
    "/corrections/2026/03/": LISTS,
    "/archive/": LISTS,
    "/2026/03/": LISTS,
    "/contact/": "ContactPage",
    "/2026/03/low-water/": "NewsArticle",
}


@pytest.fixture
def paper(cast):
    kind = Correction(kind="correction", text="It was low water.", stated_at=datetime(2026, 3, 5, 12, tzinfo=UTC))
    told = {"title": "Low water", "section": cast.town, "bylines": [(cast.ada, "words")]}
    building.story("low-water", corrections=[kind], at=datetime(2026, 3, 4, 12, tzinfo=UTC), **told)
    Brief(locale=building.locale("en"), lead="Ice on the weir.", section=cast.town).save()
    front = FrontPage.objects.get(locale__language_code="en")
    front.add_child(instance=InfoPage(title="Contact", slug="contact", kind="contact", locale=front.locale))
    return cast


def head(path: str) -> BeautifulSoup:
    return BeautifulSoup(render(path), "html.parser").head


def meta(soup: BeautifulSoup, name: str) -> str:
    """The content of the one meta element of that name; empty without it."""
    found = soup.find_all("meta", {"property": name}) + soup.find_all("meta", {"name": name})
    assert len(found) <= 1, name
    return found[0]["content"] if found else ""


def data(soup: BeautifulSoup) -> dict:
    [script] = soup.find_all("script", {"type": "application/ld+json"})
    return json.loads(script.string)


def test_every_page_says_what_a_link_to_it_shows(paper):
    pages = Sheet.objects.filter(status=200, path__endswith="/").exclude(
        path__regex=r"/(fragments|errors|text|signed-up)/"
    )
    paths = set(pages.values_list("path", flat=True))
    assert KINDS.keys() <= paths

    for path in paths:
        soup = head(path)
        assert meta(soup, "og:title"), path
        assert meta(soup, "og:url") == f"{SITE}{path}" == soup.find("link", rel="canonical")["href"]
        assert meta(soup, "og:type") in {"website", "article", "profile"}, path
        assert meta(soup, "og:site_name") in {"The Tidewater", "Приплив"}
        assert meta(soup, "twitter:card") == "summary", path
        assert data(soup)["@context"] == "https://schema.org"
        if path in KINDS:
            assert data(soup)["@type"] == KINDS[path], path
            assert data(soup)["publisher"]["name"] == meta(soup, "og:site_name")


def test_lists_describe_themselves(paper):
    day = Sheet.objects.get(owner__startswith="newsday:en:").path
    for path in (
        "/town/",
        "/topic/water/",
        "/author/ada-brook/",
        "/2026/03/",
        "/news/",
        day,
        "/archive/",
        "/corrections/",
    ):
        described = meta(head(path), "description")
        assert described == meta(head(path), "og:description")
        assert len(described) > 15, path
    assert "Water" in meta(head("/topic/water/"), "description")


def test_an_authors_page_is_about_a_person(paper):
    told = data(head("/author/ada-brook/"))
    assert told["mainEntity"] == {
        "@type": "Person",
        "name": "Ada Brook",
        "url": f"{SITE}/author/ada-brook/",
        "jobTitle": "Reporter",
    }


def test_the_front_page_says_where_to_search(paper):
    assert data(head("/uk/"))["potentialAction"]["target"] == f"{SITE}/uk/search/?q={{search_term_string}}"


@pytest.mark.django_db(transaction=True)
def test_a_page_without_a_picture_shows_the_papers_or_its_logo(paper):
    sea, logo, mole = (
        picture("Sea", "The sea", "teal"),
        picture("Logo", "", "grey"),
        picture("Mole", "The mole", "navy"),
    )
    logo.stated_decorative = True
    logo.save()
    Imprint.objects.filter(locale__language_code="en").update(logo=logo)
    brief = Brief(locale=building.locale("en"), lead="Fog.", picture=mole)
    brief.save()
    loop.drain()

    soup = head("/town/")
    assert meta(soup, "twitter:card") == "summary"
    assert meta(soup, "og:image").startswith(f"{SITE}/media/")
    assert data(soup)["publisher"]["logo"]["url"] == meta(soup, "og:image")
    assert not meta(soup, "og:image:alt")

    imprint = Imprint.objects.get(locale__language_code="en")
    imprint.social_picture = sea
    imprint.save()
    loop.drain()

    for path in ("/town/", "/", "/2026/03/low-water/"):
        soup = head(path)
        assert (meta(soup, "og:image:alt"), meta(soup, "twitter:card")) == ("The sea", "summary_large_image")
        assert (meta(soup, "og:image:width"), meta(soup, "og:image:height")) == ("900", "471")
    assert meta(head(brief.address), "og:image:alt") == "The mole"
    assert data(head(brief.address))["image"] == [meta(head(brief.address), "og:image")]
    assert meta(head("/uk/"), "og:image") == "", "the other edition chooses its own"


def test_corrections_of_a_month_lead_to_the_feed_of_corrections(paper):
    for path in ("/corrections/", "/corrections/2026/03/"):
        feeds = head(path).find_all("link", {"type": "application/rss+xml"})
        assert [feed["href"] for feed in feeds] == [f"{SITE}/corrections/feed.rss"]


def test_every_month_is_led_to_from_every_page(paper):
    assert 'href="/archive/"' in render("/").decode()
    assert 'href="/2026/03/"' in render("/archive/").decode()
    assert 'href="/archive/"' in render("/2026/03/").decode()
    assert 'href="/text/2026/03/"' in render("/text/archive/").decode()
    assert "Тут ще нічого не опубліковано" in render("/uk/archive/").decode()


def test_no_class_stands_twice_and_every_aside_has_a_name(paper):
    story = paper.stories[0]
    story.label = "opinion"
    story.body = [("info_box", {"heading": "The lock", "text": "<p>Built in 1911.</p>"})]
    story.save()
    for path in (story.address, "/", "/town/"):
        soup = BeautifulSoup(render(path), "html.parser")
        for element in soup.find_all(class_=True):
            assert len(element["class"]) == len(set(element["class"])), element
        for aside in soup.find_all("aside"):
            assert aside.get("aria-label") or aside.get("aria-labelledby"), aside
    assert re.search(r'<aside class="info-box" aria-label="The lock">', render(story.address).decode())
