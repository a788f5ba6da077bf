"""The text edition: every page once more for bad lines; where it lives, what it leads to, what it may weigh."""

import gzip
import re
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest

from freesheet.config.preparation import prepare
from freesheet.demo import building
from freesheet.doors.press import store
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.recording import recording
from freesheet.doors.press.rendering.render import render
from freesheet.public.front.models import FrontPage, SecondarySlot
from freesheet.public.newsfeed import actions
from freesheet.public.newsfeed.models import Brief
from freesheet.public.theme.looks.stylesheet import text_stylesheet
from freesheet.public.theme.text_edition import staying, text_path

KYIV = ZoneInfo("Europe/Kyiv")
LIMIT = 20_000
"""Bytes a page may send: HTML as it is for pages of usual length, packed by gzip for the longest."""
SYLLABLES = "ва ко ми рі ста них пе ре ча про лу ді що ють ги за ок бо є ще тра ну ле".split()  # noqa: SIM905


@pytest.fixture
def brief(cast):
    made = Brief(locale=building.locale("en"), lead="Ice on the weir.", text="Two steps are shut.", section=cast.town)
    made.save()
    return made


def live():
    return dict(Sheet.objects.filter(status=200).values_list("owner", "path"))


def links(html):
    return re.findall(r'<a\s[^>]*href="([^"]+)"', html)


def prose(count, *, seed=0):
    """So many words of about six letters; being made up, they pack worse than any newspaper's."""
    letters = Random(seed)
    return " ".join("".join(letters.choices(SYLLABLES, k=letters.randint(1, 5))) for _ in range(count))


def ukrainian(cast, slug, words, **fields):
    section = building.masthead(type(cast.town), "misto", "uk", name="Місто", original=cast.town)
    author = building.masthead(type(cast.ada), "ada", "uk", name="Ада Брук", original=cast.ada)
    body = [("paragraph", f"<p>{prose(min(80, words - done), seed=done)}</p>") for done in range(0, words, 80)]
    told = {"title": f"Ліхтарний міст закриють для автомобілів на чотирнадцять місяців, {slug}", **fields}
    return building.story(
        slug, language="uk", section=section, bylines=[(author, "words")], body=body, standfirst=prose(30), **told
    )


def test_every_page_has_one_beside_it_and_what_is_no_page_has_none(cast, brief):
    there = live()
    pages = {owner: path for owner, path in there.items() if not owner.startswith("text:")}
    kinds = (
        "story",
        "section",
        "topic",
        "author",
        "month",
        "archive",
        "frontpage",
        "newsfeed",
        "brief",
        "newsday",
        "correctionlog",
    )

    for owner, path in pages.items():
        if owner.split(":")[0] in kinds:
            expected = path.replace("/uk/", "/uk/text/", 1) if path.startswith("/uk/") else f"/text{path}"
            assert there[f"text:{owner}"] == expected
        else:
            assert f"text:{owner}" not in there
    assert {owner.split(":")[1] for owner in there if owner.startswith("text:")} == set(kinds)


@pytest.mark.parametrize(
    "path", ["/text/text/", "/text/errors/404/", "/text/feed.rss", "/text/nowhere/", "/text/2026/"]
)
def test_there_is_no_other(cast, path):
    assert render(f"/text/{path}") is None


def test_it_asks_for_nothing_but_one_small_stylesheet(cast, brief):
    for path in (path for owner, path in live().items() if owner.startswith("text:")):
        html = render(path).decode()
        assert not re.findall(r"<script|<img|<picture|<iframe|<style|\sstyle=|\son\w+=|preload|@font", html)
        assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', html) == [text_stylesheet("#0b5d78")]
        assert html.count("<h1") == 1
        assert "<main id=" in html


def test_the_stylesheet_is_below_two_thousand_bytes_on_the_wire_and_asks_for_no_font():
    css = (store.settings.PRESS_ROOT / text_stylesheet("#0b5d78").lstrip("/")).read_bytes()

    assert len(gzip.compress(css, 6)) < 2000
    assert b"url(" not in css
    assert b"prefers-color-scheme:dark" in css


def test_a_page_and_its_text_edition_lead_to_each_other(cast):
    story = cast.stories[0]
    full, text = render(story.address).decode(), render(f"/text{story.address}").decode()

    assert links(full).count(f"/text{story.address}") == 2
    assert story.address in links(text)
    assert f'<link rel="canonical" href="http://localhost:8000{story.address}">' in text
    assert "/text/" not in render("/errors/404/").decode()


def test_links_stay_in_it_where_there_is_one(cast, settings):
    settings.SITE_URL = "https://tidewater.example"
    follow = ["/town/", "/uk/misto/", "https://tidewater.example/topic/water/#top"]
    leave = ["/feed.rss", "/media/ab/c.jpg", "https://example.org/town/", "//example.org/town/", "#menu"]
    leave += ["https://tidewater.example.evil/town/", "mailto:ada@example.org", "/text/town/"]
    html = "".join(f'<a rel="tag" href="{url}">' for url in [*follow, *leave])

    assert links(staying(html)) == ["/text/town/", "/uk/text/misto/", "/text/topic/water/#top", *leave]
    assert staying('<a href="/town/" rel="alternate">') == '<a href="/town/" rel="alternate">'


def test_a_reader_stays_in_it_from_front_to_story_to_author(cast):
    front = links(render("/text/").decode())
    story = links(render(f"/text{cast.stories[0].address}").decode())

    assert f"/text{cast.stories[0].address}" in front
    assert {"/text/", "/text/town/", "/text/author/grace-lind/", "/text/news/"} <= set(story)
    assert "/uk/text/" in front


def test_it_moves_with_its_story_and_goes_with_it(cast):
    story = cast.stories[0]
    old = story.address
    story.slug = "the-ferry"
    story.save()

    assert live()[f"text:{story.key}"] == f"/text{story.address}"
    moved = Sheet.objects.get(path=f"/text{old}")
    assert (moved.status, moved.location) == (301, f"/text{story.address}")

    story.unpublish()
    assert set(Sheet.objects.filter(owner=f"text:{story.key}").values_list("status", flat=True)) == {410}
    assert render(f"/text{story.address}") is None


def test_a_withdrawn_brief_leaves_it(cast, brief):
    actions.withdraw(brief, by=None)

    assert Sheet.objects.get(path=f"/text/news/{brief.pk}/").status == 410


def test_only_the_front_page_follows_the_news_feed(cast, brief):
    with recording() as front:
        html = render("/text/").decode()
    with recording() as story:
        render(f"/text{cast.stories[0].address}")

    assert f'<a href="/text/news/{brief.pk}/">Ice on the weir.</a>' in html
    assert brief.key in front
    assert brief.key not in story
    assert not [key for key in story if key.startswith("stories:")]


def test_an_older_install_gets_it_by_and_by(cast, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    prepare()
    before = live()
    Sheet.objects.filter(owner__startswith="text:").delete()

    prepare()
    assert live() == before
    assert [owner for owner in before if owner.startswith("text:story:")]


def test_usual_pages_weigh_twenty_kilobytes_at_most_unpacked(cast):
    stories = [ukrainian(cast, f"mist-{number}", 20) for number in range(60)]
    front = FrontPage.objects.get(locale__language_code="uk")
    front.secondary = [SecondarySlot(story=story) for story in stories[1:]]
    front.save()
    for number in range(50):
        lead = f"{number}. {prose(12, seed=number)}"[:150]
        Brief(locale=building.locale("uk"), lead=lead, text=prose(60)).save()
    story = ukrainian(cast, "dovha", 700)

    pages = {path: len(render(path)) for path in ("/uk/text/", "/uk/text/misto/", "/uk/text/news/")}
    pages["story"] = len(render(text_path(story.address)))
    shown = set(links(render("/uk/text/").decode()))
    assert {text_path(one.address) for one in [story, *stories[1:]]} <= shown
    assert {path: size for path, size in pages.items() if size > LIMIT} == {}


def test_the_longest_pages_weigh_as_much_on_the_wire(cast):
    story = ukrainian(cast, "dovha", 2500)
    at = datetime(2025, 9, 10, 12, tzinfo=KYIV)
    for number in range(150):
        ukrainian(cast, f"zvit-{number}", 5, at=at, title=f"{prose(9, seed=number)} {number}"[:90])

    long, month = render(text_path(story.address)), render("/uk/text/2025/09/")
    assert len(long) > LIMIT
    assert len([link for link in links(month.decode()) if "/zvit-" in link]) == 150
    assert max(len(gzip.compress(page, 6)) for page in (long, month)) < LIMIT
