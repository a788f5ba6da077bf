"""A story's page as readers get it."""

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freesheet.demo import building
from freesheet.doors.press.rendering.recording import recording
from freesheet.doors.press.rendering.render import render
from freesheet.public.stories.body.blocks import Table
from freesheet.public.stories.keys import readable_key
from freesheet.public.stories.models import Byline, Correction, Poster, Story
from freesheet.public.stories.page.reading import reading_of
from freesheet.work.loop import drain

AT = datetime(2026, 3, 5, 14, 0, tzinfo=ZoneInfo("Europe/Kyiv"))
FILM = ("embed", {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "Film", "caption": ""})
EVIL = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(1)>"


def page_of(story):
    return render(story.address).decode()


def main_of(html):
    return html[html.index("<main") :]


def told(cast, slug="told", **fields):
    """A story with whatever a test is about."""
    defaults = {"title": "Told", "section": cast.town, "bylines": [(cast.ada, "words")], "at": AT}
    return building.story(slug, **{**defaults, **fields})


def every_block(cast):
    table = (
        Table()
        .child_blocks["table"]
        .to_python(
            {
                "columns": [{"type": "text", "heading": "Line"}, {"type": "number", "heading": "2026"}],
                "rows": [{"values": ["Night ferry", "330"]}],
                "caption": "",
            }
        )
    )
    return [
        ("heading", "What was decided"),
        ("paragraph", "<p>The ferry left.</p><p>It came back.</p>"),
        ("quote", {"text": "Not to be thanked.", "attribution": "Harbour master"}),
        ("pull_quote", {"text": "Not privatised", "attribution": ""}),
        ("list", {"ordered": True, "items": ["<p>First</p>"]}),
        ("info_box", {"heading": "In brief", "text": "<p>Built in 1911.</p>"}),
        ("related", {"story": cast.stories[1]}),
        ("table", {"caption": "Crossings", "table": table, "source": "Harbour office"}),
        ("embed", {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "From above", "caption": ""}),
        ("button", {"text": "Write to the council", "url": "/about/"}),
    ]


def test_every_block_has_its_form(cast):
    html = page_of(told(cast, body=every_block(cast), dateline="Halvern"))

    assert '<p><span class="dateline">Halvern</span> — The ferry left.' in html
    assert html.count('class="dateline"') == 1
    assert '<th scope="col" class="number">2026</th>' in html
    assert '<td class="number">330</td>' in html
    assert 'tabindex="0" aria-label="Crossings"' in html
    assert f'<a href="{cast.stories[1].address}">Council votes for the lock</a>' in html
    assert 'href="https://youtu.be/dQw4w9WgXcQ"' in html
    assert "<iframe" not in html


def test_bylines_say_who_did_what(cast):
    story = told(cast, bylines=[(cast.grace, "photographs"), (cast.ada, "words"), (cast.grace, "words")])

    lines = [re.sub("<[^>]+>", "", names.line) for names in reading_of(story).names]

    assert lines == ["By Ada Brook and Grace Lind", "Photographs by Grace Lind"]
    assert '<a href="/author/ada-brook/" rel="author">Ada Brook</a>' in page_of(story)


def test_times_stand_with_their_zone_and_an_update_only_when_stated(cast):
    plain = page_of(told(cast))
    updated = page_of(told(cast, "updated", updated_at=AT.replace(hour=16)))

    assert '<time datetime="2026-03-05T14:00:00+02:00">5 March 2026, 14:00 EET</time>' in plain
    assert "byline-updated" not in plain
    assert "5 March 2026, 16:00 EET" in updated


def test_corrections_stand_at_the_foot_and_a_retraction_at_the_top_too(cast):
    corrections = [Correction(kind="correction", text="It was eleven.", stated_at=AT)]
    html = main_of(page_of(told(cast, body=every_block(cast), corrections=corrections)))
    assert html.index("In brief") < html.index("It was eleven.")
    assert "Correction, <time" in html
    assert "Retracted" not in html

    taken_back = [Correction(kind="retraction", text="It was invented.", stated_at=AT)]
    html = main_of(page_of(told(cast, "retracted", body=every_block(cast), corrections=taken_back)))
    assert html.index("It was invented.") < html.index("In brief") < html.rindex("It was invented.")


def test_a_story_follows_what_it_shows_and_no_list(cast):
    story = told(cast, body=every_block(cast), topics=[cast.water], bylines=[(cast.ada, "words")])

    with recording() as keys:
        render(story.address)

    found = [readable_key(cast.stories[number].pk) for number in (0, 3, 5)]
    shown = {story.key, cast.town.key, cast.ada.key, cast.water.key, cast.stories[1].key}
    assert keys == shown | {
        *found,
        Poster.objects.get().key,
        cast.harbour.key,
        "imprint:en",
        "info:en",
        "sections:en",
        f"translations:{story.translation_key}",
    }


def test_a_related_story_that_is_taken_back_leaves_the_page(cast):
    story = told(cast, body=every_block(cast))
    cast.stories[1].unpublish()

    assert 'class="related"' not in page_of(story)


def test_words_that_want_to_be_markup_stay_words(cast):
    story = told(
        cast,
        title=EVIL,
        standfirst=EVIL,
        dateline=EVIL[:60],
        body=[("paragraph", "<p>x</p>"), ("heading", EVIL)],
    )
    cast.ada.name = EVIL
    cast.ada.save()

    html = page_of(story)

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL).group(1)
    assert json.loads(data)["headline"] == EVIL


def test_an_address_that_would_run_something_leads_nowhere(cast):
    body = [
        ("button", {"text": "Tap", "url": "javascript:alert(1)"}),
        ("embed", {"url": "javascript:alert(1)", "title": "Tap", "caption": ""}),
    ]

    assert 'href="javascript:' not in page_of(told(cast, body=body))


def test_search_engines_are_told_what_it_is(cast):
    corrections = [Correction(kind="correction", text="It was eleven.", stated_at=AT)]
    story = told(cast, standfirst="In short.", topics=[cast.water], corrections=corrections)
    html = page_of(story)
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html, re.DOTALL).group(1))

    assert data["@type"] == "NewsArticle"
    assert data["url"] == "http://localhost:8000/2026/03/told/"
    assert data["datePublished"] == data["dateModified"]
    assert data["author"][0]["name"] == "Ada Brook"
    [said] = data["correction"]
    assert (said["@type"], said["text"]) == ("CorrectionComment", "It was eleven.")
    assert said["author"]["name"] == "The Tidewater"
    assert '<link rel="canonical" href="http://localhost:8000/2026/03/told/">' in html
    assert '<meta property="og:description" content="In short.">' in html


def test_more_of_the_section_is_frozen_in_the_page(cast):
    for number in range(4):
        told(cast, f"older-{number}", title=f"Older {number}", topics=[])
    html = render(cast.stories[1].address).decode()

    part = html.split('<div data-fragment="/fragments/more/town/">')[1].split("data-fragment")[0]
    assert "Older 0" in part
    assert cast.stories[1].title not in part, "the story itself is none of the others"
    assert cast.stories[2].title not in part, "it is related, and stands above"
    assert render("/fragments/more/cellar/") is None


@pytest.mark.django_db(transaction=True)
def test_a_story_costs_the_same_however_much_leads_from_it(cast):
    def cost(story):
        with CaptureQueriesContext(connection) as queries:
            render(story.address)
        return len(queries)

    one = told(cast, "one", body=[("related", {"story": cast.stories[1]}), FILM], topics=[cast.water])
    cards = [("related", {"story": story}) for story in cast.stories]
    bylines = [(who, role) for who in (cast.ada, cast.grace) for role in ("words", "data")]
    embeds = [("embed", {"url": f"https://youtu.be/dQw4w9WgXc{n}", "title": "Film", "caption": ""}) for n in range(3)]
    many = told(cast, "many", body=cards + embeds, topics=[cast.water], bylines=bylines)

    drain()
    assert cost(many) == cost(one)
    assert cost(many) <= 34


def test_a_translation_is_offered_when_it_can_be_read(cast):
    story = told(cast)
    section = building.masthead(type(cast.town), "misto", "uk", name="Місто", original=cast.town)
    author = building.masthead(type(cast.ada), "ada", "uk", name="Ада Брук", original=cast.ada)
    twin = told(
        cast,
        "tam",
        language="uk",
        title="Там",
        section=section,
        bylines=[(author, "words")],
        translation_key=story.translation_key,
        live=False,
    )
    assert 'hreflang="uk"' not in page_of(story)

    building.publish(Story.objects.get(pk=twin.pk), at=AT)

    assert 'href="/uk/2026/03/tam/"' in page_of(story)
    uk = render("/uk/2026/03/tam/").decode()
    assert 'hreflang="en"' in uk
    assert "5 березня 2026" in uk


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_preview_of_a_draft_is_its_page_in_its_own_language(cast, rf, language):
    draft = Story(title="Draft", slug="draft", locale=building.locale(language))
    draft.bylines = [Byline(author=cast.ada)]
    draft.body = [("paragraph", "<p>Not yet.</p>")]

    html = draft.serve_preview(rf.get("/"), "").content.decode()

    assert "Not yet." in html
    assert f'<html lang="{language}"' in html
    assert 'rel="canonical"' not in html
