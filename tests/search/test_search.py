"""Searching all stories: what is found and in which order, what is said, and that no question is a mistake of ours.

The same on SQLite and on PostgreSQL: the words must be found on both.
"""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.search.backends import get_search_backend

from freesheet.demo import building
from freesheet.doors.press.rendering.render import render
from freesheet.public.masthead.models import Author, Section
from freesheet.public.newsfeed.models import Brief
from freesheet.public.search import engines
from freesheet.public.search.question import QUESTION_CHARACTERS, read
from freesheet.public.search.snippets import Marker
from freesheet.public.stories.models import Story

pytestmark = pytest.mark.postgres
ODD = (
    '"',
    "'",
    "\0",
    "*",
    "(",
    ")",
    "AND",
    "OR",
    "NEAR(",
    "-",
    "^",
    ":",
    "{title}",
    "\\",
    "%",
    "_",
    "&",
    "|",
    "!",
    "<->",
)


def write(cast, slug, title, text="<p>Nothing more.</p>", *, days=0, language="en", **more):
    town = cast.town if language == "en" else building.masthead(Section, "misto", language, name="Місто")
    section = more.pop("section", town)
    made = building.story(
        slug,
        title=title,
        language=language,
        section=section,
        bylines=more.pop("bylines", [(cast.ada, "words")]),
        body=[("paragraph", text)],
        at=timezone.now() - timedelta(days=days),
        **more,
    )
    return index(made)


def index(*stories):
    get_search_backend().add_bulk(Story, list(stories))
    return stories[-1]


def asked(client, q="", path="/search/", **more):
    reply = client.get(path, {"q": q, **more})
    assert reply.status_code == 200
    return reply.content.decode()


def found(client, q, **more):
    """Headlines in the order shown."""
    html = asked(client, q, **more)
    headlines = re.findall(r'hit-headline"><a href="[^"]+">(.*?)</a>', html)
    return [unescape(re.sub("<[^>]+>", "", headline)) for headline in headlines]


@pytest.fixture
def newsroom(cast):
    index(*cast.stories)
    return cast


# What is found


def test_a_word_of_the_body_finds_its_story_and_no_other(newsroom, client):
    write(newsroom, "eel", "At the weir", "<p>Somebody caught a kingfisher-blue eel.</p>")

    assert found(client, "EEL") == ["At the weir"]
    assert found(client, "eel ferry") != ["At the weir"]
    assert found(client, "submarine") == []


def test_a_phrase_is_found_where_it_stands_and_not_among_stems(newsroom, client):
    write(newsroom, "rising", "At the market", "<p>Prices were rising, and pricing rises too.</p>")
    write(newsroom, "rise", "A price rise", "<p>Nobody has asked for it.</p>")

    assert found(client, '"price rise"') == ["A price rise"]
    assert set(found(client, "price rise")) == {"At the market", "A price rise"}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("bridge", "bridges"),
        ("bridges", "bridge"),
        ("dredge", "dredging"),
        ("ferries", "ferry"),
        ("міст", "мостами"),
        ("мосту", "міст"),
        ("книга", "книзі"),
        ("бюджет", "бюджету"),
        ("громади", "громада"),
        ("п'ять", "п’ять"),
        ("сім’я", "сім’ї"),
    ],
)
def test_a_word_is_found_in_its_other_forms(newsroom, client, typed, written):
    write(newsroom, "forms", "Forms", f"<p>Here stands {written} among others.</p>")

    assert "Forms" in found(client, typed)


@pytest.mark.parametrize(
    "typed",
    ["федеральний", "феде\u00adральний", "Chernihiv", "Cher\u200bnihiv", "замок", "за\u0301мок", "«федеральний суд»"],
)
def test_a_word_is_found_however_it_is_broken_or_stressed(newsroom, client, typed):
    text = "<p>Cher\u200bnihiv region. Стародавній за\u0301мок у Луцьку.</p>"
    write(newsroom, "court", "Феде\u00adраль\u00adний суд скасував рішення", text)

    assert found(client, typed) == ["Федеральний суд скасував рішення"]


def test_a_short_word_does_not_find_all_that_begins_so(newsroom, client):
    write(newsroom, "port", "Portrait", "<p>A portrait of a portable porter’s portfolio.</p>")

    assert "Portrait" not in found(client, "por")


def test_quotation_marks_keep_words_together(newsroom, client):
    write(newsroom, "together", "Together", "<p>They fed the grey heron.</p>")
    write(newsroom, "apart", "Apart", "<p>The heron was grey.</p>")

    assert sorted(found(client, "grey heron")) == ["Apart", "Together"]
    assert found(client, '"grey heron"') == found(client, "«grey heron»") == ["Together"]


def test_an_authors_name_finds_what_they_wrote(newsroom, client):
    zeno = building.masthead(Author, "zeno", name="Zeno Quist")
    write(newsroom, "mine", "By Zeno", bylines=[(zeno, "words")])

    assert found(client, "Quist") == ["By Zeno"]


@pytest.mark.parametrize("ranked", [engines.RANKED_MATCHES, 0])
def test_a_headline_weighs_more_than_a_text_and_new_more_than_old(newsroom, client, monkeypatch, ranked):
    monkeypatch.setattr(engines, "RANKED_MATCHES", ranked)
    write(newsroom, "text", "Somewhere", "<p>A walrus was here, it is said.</p>")
    write(newsroom, "headline", "Walrus in the harbour", days=400)
    assert found(client, "walrus") == ["Walrus in the harbour", "Somewhere"]

    write(newsroom, "old", "Narwhal, again", days=3000)
    write(newsroom, "new", "Narwhal, again?", days=1)
    assert found(client, "narwhal") == ["Narwhal, again?", "Narwhal, again"]


def test_newest_first_is_by_date_alone(newsroom, client):
    write(newsroom, "text", "Somewhere", "<p>A walrus was here.</p>")
    write(newsroom, "headline", "Walrus in the harbour", days=400)

    assert found(client, "walrus", order="newest") == ["Somewhere", "Walrus in the harbour"]


def test_only_what_is_published_in_that_edition_is_found(newsroom, client):
    draft = building.story("draft", title="Secret heron", bylines=[(newsroom.ada, "words")], live=False)
    gone = write(newsroom, "gone", "Gone heron")
    gone.unpublish()
    index(draft, gone)
    write(newsroom, "uk", "Чапля", "<p>Heron по-англійськи.</p>", language="uk")

    assert found(client, "heron") == []
    assert found(client, "heron", path="/uk/search/") == ["Чапля"]


def test_where_no_story_has_all_words_those_with_some_are_shown_and_said_so(newsroom, client):
    write(newsroom, "heron", "Heron")

    html = asked(client, "heron submarine")

    assert "These have some of them" in html
    assert found(client, "heron submarine") == ["Heron"]


# Filters


def test_filters_narrow_by_section_author_topic_and_day(newsroom, client):
    topics = [newsroom.water]
    write(newsroom, "one", "Heron one", days=3, section=newsroom.harbour, topics=topics)
    write(newsroom, "two", "Heron two", days=30, bylines=[(newsroom.grace, "words")])
    day = (timezone.localtime() - timedelta(days=3)).date()

    assert found(client, "heron", section="harbour") == ["Heron one"]
    assert found(client, "heron", author="grace-lind") == ["Heron two"]
    assert found(client, "heron", topic="water") == ["Heron one"]
    assert found(client, "heron", **{"from": day.isoformat(), "to": day.isoformat()}) == ["Heron one"]
    assert found(client, "heron", to=(day - timedelta(days=1)).isoformat()) == ["Heron two"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("section", "no-such", "There is no such section"),
        ("author", "\0", "There is no such author"),
        ("topic", "'; DROP", "There is no such topic"),
        ("from", "2025-02-30", "not a day of the calendar"),
        ("from", "0001-01-01", "not a day of the calendar"),
        ("to", "yesterday", "not a day of the calendar"),
    ],
)
def test_a_filter_that_means_nothing_is_left_out_and_said_so(newsroom, client, name, value, words):
    write(newsroom, "heron", "Heron")

    assert words in asked(client, "heron", **{name: value})
    assert found(client, "heron", **{name: value}) == ["Heron"]


def test_days_the_wrong_way_round_are_changed_round(newsroom, client):
    assert "changed them round" in asked(client, "heron", **{"from": "2026-02-01", "to": "2026-01-01"})


# What is shown


def test_found_words_are_marked_and_nothing_else_is_markup(newsroom, client):
    write(
        newsroom,
        "odd",
        "Herons & <b>bold</b> herons",
        "<p>He said: 2 &lt; 3, &lt;script&gt; heron &lt;/script&gt;.</p>",
    )

    html = asked(client, "heron").split("<main")[1]

    assert "<mark>Herons</mark> &amp; &lt;b&gt;bold&lt;/b&gt; <mark>herons</mark>" in html
    assert "&lt;script&gt; <mark>heron</mark>" in html
    assert "<b>bold" not in html


def test_stems_stand_in_the_index_and_nowhere_else(newsroom, client):
    write(newsroom, "fishing", "At the weir", "<p>Herons were fishing there.</p>", standfirst="Ferries were dredging.")

    shown = re.findall(r'hit-words">(.*?)</p>', asked(client, "heron"))
    assert [words.strip() for words in shown] == ["<mark>Herons</mark> were fishing there."]


def test_words_that_begin_alike_are_marked_each_for_itself():
    text = "Мова про мости, not about museums. A grey heron."

    assert Marker(read("міст мовами").terms).marked(text).startswith("<mark>Мова</mark> про <mark>мости</mark>, not")
    assert "<mark>grey heron</mark>" in Marker(read('gr "grey heron"').terms).marked(text)


def test_a_long_text_is_cut_around_the_words(newsroom, client):
    text = "Before it. " * 200 + "Then the heron came. " + "After it. " * 200
    write(newsroom, "long", "Long", f"<p>{text}</p>")

    snippet = re.search(r'hit-words">(… .*?<mark>heron</mark>.*? …)</p>', asked(client, "heron"))

    assert len(snippet[1]) < 300


def test_what_was_typed_stands_in_the_field_escaped(newsroom, client):
    html = asked(client, '"><script>alert(1)</script>')

    assert "<script>alert" not in html
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_more_than_a_page_can_be_leafed_through_without_losing_the_question(newsroom, client):
    for number in range(25):
        write(newsroom, f"heron-{number}", f"Heron number {number}", section=newsroom.harbour)

    first, html = found(client, "heron", section="harbour"), asked(client, "heron", section="harbour")
    onward = unescape(re.search(r'rel="next"[^>]* href="([^"]+)"', html)[1])
    second = client.get(onward).content.decode()

    assert len(first) == 20
    assert "25 stories" in html
    assert second.count('class="hit"') == 5
    assert 'rel="prev" href="/search/?q=heron&amp;section=harbour"' in second
    assert "page 2 of 2" in second
    for number in (3, 99):
        beyond = asked(client, "heron", section="harbour", page=number)
        assert "page 2 of 2" in beyond, "who leafs past the end is at the end"
        assert beyond.count('class="hit"') == 5


def test_the_text_edition_of_the_search_is_asked_too(newsroom, client):
    for number in range(21):
        write(newsroom, f"heron-{number}", f"Heron number {number}")

    html = asked(client, "heron", path="/text/search/")
    assert '<form action="/text/search/"' in html
    assert html.count("Heron number") == 20
    assert 'href="/text/search/?q=heron&amp;page=2"' in html
    assert "<script" not in html
    assert "page 2 of 2" in asked(client, "heron", path="/text/search/", page=2)
    assert "Nothing was found" in asked(client, "submarine", path="/text/search/")
    assert 'value="чапля"' in asked(client, "чапля", path="/uk/text/search/")
    assert 'href="/text/search/"' in asked(client)
    assert 'href="/text/search/"' in render("/text/").decode()


@pytest.mark.parametrize("number", ["0", "-1", "999", "99999999999999999999", "two", "٣", ""])
def test_a_page_number_that_means_nothing_shows_a_page(newsroom, client, number):
    write(newsroom, "heron", "Heron")

    assert found(client, "heron", page=number) == ["Heron"]


def test_nothing_found_shows_the_way_on(newsroom, client):
    html = asked(client, "submarine", section="harbour")

    assert "Nothing was found" in html
    assert 'href="/search/?q=submarine"' in html
    assert 'href="/town/"' in html


@pytest.mark.parametrize(
    ("typed", "words"), [("x", "too short"), ("?!", "too short"), ("a" * (QUESTION_CHARACTERS + 1), "too long")]
)
def test_a_question_that_cannot_be_asked_is_refused_in_words_beside_the_field(newsroom, client, typed, words):
    html = asked(client, typed)

    assert words in html
    assert 'aria-invalid="true"' in html
    assert 'class="hit"' not in html


def test_the_ukrainian_edition_speaks_ukrainian(newsroom, client):
    for number in range(2):
        write(newsroom, f"uk-{number}", "Чапля прилетіла", language="uk")

    html = asked(client, "чапля", path="/uk/search/")

    assert '<html lang="uk"' in html
    assert "2 матеріали" in html
    assert "Search" not in re.sub("<[^>]+>", "", html)


def test_the_page_tells_robots_to_stay_away_and_sets_no_cookie(newsroom, client):
    reply = client.get("/search/", {"q": "heron"})

    assert '<meta name="robots" content="noindex">' in reply.content.decode()
    assert not reply.cookies
    assert client.post("/search/", {"q": "heron"}).status_code == 405


def test_every_page_leads_to_the_search(newsroom, client):
    assert asked(client).count('href="/search/"') >= 2
    assert asked(client, path="/uk/search/").count('href="/uk/search/"') >= 2


def test_a_search_asks_as_many_questions_however_much_it_finds(newsroom, client):
    write(newsroom, "one", "Heron", section=newsroom.harbour)
    asked(client, "heron")
    with CaptureQueriesContext(connection) as few:
        asked(client, "heron")
    for number in range(15):
        write(newsroom, f"heron-{number}", f"Heron number {number}")
    with CaptureQueriesContext(connection) as many:
        asked(client, "heron")

    assert len(few) == len(many) <= 16


# At the desk


def test_the_desk_finds_drafts_too_and_headlines_half_typed(newsroom):
    draft = index(building.story("draft", title="Secret herons", bylines=[(newsroom.ada, "words")], live=False))

    assert engines.matching("HERON secret") == engines.matching("secr her") == {draft.pk}
    assert engines.matching("submarine") == engines.matching("?!") == engines.matching("") == set()


@pytest.mark.parametrize(("typed", "operator"), [("dredges", "and"), ("dredges submarine", "or")])
def test_wagtail_s_own_search_finds_other_forms_too(newsroom, typed, operator):
    brief = Brief.objects.create(lead="They are dredging the harbour.", locale=newsroom.town.locale)
    engine = get_search_backend()
    engine.add(brief)

    assert list(engine.search(typed, Brief, operator=operator)) == [brief]
    assert list(engine.search("dredges submarine", Brief, operator="and")) == []
    assert list(engine.search("", Brief, operator="and")) == []


# Any string is a question


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ODD) | st.text(max_size=12) | st.just("heron"), max_size=12).map(" ".join))
@example('"')
@example('heron"')
@example("heron\0")
@example("NEAR(heron ferry, 2)")
@example("title:heron AND NOT *")
@example("' OR 1=1 --")
@example("ʼ’'")
@example("п' 'я")
@example("x" * 10_000)
@example('" ' * 5000)
@example("а́ ﷺ 𝔥𝔢𝔯𝔬𝔫 \u202e \ud7ff ½ ²")
def test_no_question_is_a_mistake_of_ours(newsroom, client, typed):
    for path in ("/search/", "/uk/search/"):
        assert client.get(path, {"q": typed, "section": typed, "from": typed, "page": typed}).status_code == 200


@given(st.text(max_size=40), st.text(max_size=300))
@example("mark amp", "<mark> & <i>amp</i>")
def test_marking_a_text_changes_none_of_it(typed, text):
    html = Marker(read(typed).terms).marked(text)

    assert unescape(re.sub("</?mark>", "", html)) == unescape(escape(text))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="trigrams are PostgreSQL's")
def test_a_headline_spelled_nearly_so_is_found_where_there_are_trigrams(newsroom, client):
    write(newsroom, "heron", "Cormorant on the pier")
    assert found(client, "cormorrant") == []

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")

    assert found(client, "cormorrant") == ["Cormorant on the pier"]


def test_a_section_of_another_edition_is_no_filter_here(newsroom, client):
    building.masthead(Section, "misto", "uk", name="Місто")

    assert "There is no such section" in asked(client, "heron", section="misto")
