"""The gallery shows every block and component there is, in the demo only.

A new block, layout, look or template fails here until it has a place in the gallery.
"""

import re

import pytest
from django.test.signals import template_rendered
from django.urls import reverse
from django.utils import translation

from freesheet.demo.gallery import bodies, desk, scenery, words
from freesheet.demo.gallery.exhibits import EXHIBITS
from freesheet.desk.home.panels import Panel
from freesheet.public.front.arrangement.blocks import LAYOUTS, Rows
from freesheet.public.front.models import FrontPage, InfoPage
from freesheet.public.newsfeed.models import Brief
from freesheet.public.stories.body.blocks import Body
from freesheet.public.stories.models import Correction, Story
from freesheet.public.stories.page.cards import SIZES, WITHOUT_PICTURE
from freesheet.public.theme.errors import WORDS
from freesheet.work.loop import drain
from tests.desk.conftest import enter
from tests.house.plan import folders
from tests.journeys.scenery import picture
from tests.theme import contract

pytestmark = pytest.mark.django_db
PUBLIC = [name for name, folder in folders().items() if folder.parent.name == "public"]
OWN = [name for name, folder in folders().items() if folder.parent.name == "private"]
"""Rooms of the private wing, whose pages readers get as well."""
SEEN_ELSEWHERE = {
    # whole screens of the desk, which tests/desk/test_browser.py walks through
    *("masthead/desk/accent.html", "masthead/desk/needed.html", "newsfeed/desk/edit.html", "newsfeed/desk/post.html"),
    *("masthead/desk/gone.html", "pictures/desk/confirm.html"),
}


def templates_of(*rooms: str) -> set[str]:
    files = [file for room in rooms for file in (folders()[room] / "templates" / room).rglob("*.html")]
    return {str(file.relative_to(file.parents[len(file.parts) - file.parts.index("templates") - 2])) for file in files}


@pytest.fixture
def at_desk(client, member, newsroom, settings):
    settings.DEMO = True
    for number, colour in enumerate(("#335577", "#775533", "#557733")):
        shown = picture(f"Picture {number}", "A plain colour", colour)
        Story.objects.filter(pk__in=Story.objects.values("pk")[number : number + 1]).update(lead_picture=shown)
    Brief.objects.create(lead="Ice on the weir.", locale=newsroom.town.locale)
    front = FrontPage.objects.get(locale=newsroom.town.locale)
    front.add_child(instance=InfoPage(title="About us", slug="about-us", locale=front.locale))
    enter(client, member("Writer"))
    return client


@pytest.fixture
def whole(at_desk) -> tuple[str, set[str]]:
    """The HTML of all exhibits, and the names of all templates that made it; made once, for it takes seconds."""
    if not WHOLE:
        drain()  # mails and issues show pictures whose files are made
        WHOLE.append(_walk(at_desk))
    return WHOLE[0]


WHOLE: list[tuple[str, set[str]]] = []


def _rows() -> tuple[object, ...]:
    return list(Story.objects.order_by("pk").values()), Correction.objects.count(), list(Brief.objects.values())


def _is_there(context, name: str) -> bool:
    thing, _dot, attribute = name.partition(".")
    return thing in context and (not attribute or hasattr(context[thing], attribute))


def _walk(client) -> tuple[str, set[str]]:
    made: set[str] = set()
    lacking: set[tuple[str, str]] = set()
    promised, pages = contract.templates(), []
    before = _rows()

    def note(template, context, **_):
        made.add(template.name)
        _blocks, names = promised.get(template.name, ((), ()))
        lacking.update((template.name, name) for name in names if not _is_there(context, name))

    template_rendered.connect(note)
    for name in EXHIBITS:
        shown = client.get(f"/desk/gallery/{name}/?language=en")
        assert shown.status_code == 200, name
        assert "no-store" in shown["Cache-Control"]
        pages.append(shown.content.decode())
    template_rendered.disconnect(note)
    assert _rows() == before, "something of it was saved"
    assert not lacking, "docs/theming.md promises it to themes"
    assert set(promised) <= made
    return "".join(pages), made


def test_all_exhibits_stand_in_the_gallery_by_name_and_can_be_seen(at_desk):
    page = at_desk.get("/desk/gallery/?width=320&light=dark").content.decode()
    assert 'width="320"' in page
    assert page.count("gallery-dark") == len(EXHIBITS)
    for name in EXHIBITS:
        assert f'<a href="#{name}">' in page
        assert f'id="{name}"' in page
        assert f'src="/desk/gallery/{name}/?language=en"' in page


def test_every_template_that_readers_get_has_made_something(whole):
    _html, made = whole
    there = {name for name in templates_of(*PUBLIC, *OWN) if "/desk/" not in name}
    assert len(there) > 60
    assert there - made == set()


def test_so_has_every_part_of_the_desk(whole):
    _html, made = whole
    ours = {name for name in templates_of("desk", *PUBLIC) if "/desk/" in name or name.startswith("desk/home/")}
    assert {"desk/press_panel.html", *ours} - SEEN_ELSEWHERE - made == set()
    assert set(desk.PANELS) == set(Panel.__subclasses__())


def test_every_block_is_shown_alone_in_each_of_its_states_and_in_a_story(at_desk):
    assert set(bodies.STATES) == set(Body().child_blocks) == {kind for kind, _ in bodies.every_block("en")}
    for kind in bodies.STATES:
        name = kind.replace("_", "-")
        states = bodies.states_of(kind, "en")
        assert len(states) > 1, kind
        for exhibit in (f"block-{name}", f"block-{name}-text"):
            shown = at_desk.get(f"/desk/gallery/{exhibit}/")
            assert len(shown.context["story"].body) == len(states)


def test_every_look_of_card_row_and_lead_is_shown(whole):
    html, _made = whole
    for kind in {*SIZES, *WITHOUT_PICTURE}:
        assert f"card card-{kind}" in html
    assert {f"lead-{look.value}-{state}" for look in FrontPage.Look for state in ("long", "short")} <= set(EXHIBITS)
    assert {f"rows-{layout}" for layout, _label in LAYOUTS} <= set(EXHIBITS)
    assert {f"row-{kind}" for kind in Rows().child_blocks} - set(re.findall(r"row-\w+", html)) <= PICKED
    assert {f"error-{status}" for status in WORDS} <= set(EXHIBITS)


PICKED = {
    "row-topic",  # by the template of chosen stories, under another heading
    "row-picks",
    "row-place",  # what a slot brings stands by itself among parts
}


def test_every_kind_of_correction_and_state_of_a_brief_is_shown(whole):
    html, _made = whole
    for kind in Correction.Kind:
        assert f"correction-{kind.value}" in html
        assert f"log-{kind.value}" in html
    for mark in ("brief-breaking", "brief-pinned", "brief-picture", "brief-story", "brief-source", "brief-updated"):
        assert f'"{mark}' in html or f" {mark}" in html


@pytest.mark.parametrize("language", ["en", "uk"])
def test_headlines_are_as_short_and_long_as_they_say(language):
    said = words.of(language)
    assert len(said.short.split()) == 3
    assert len(said.long.split()) in (14, 15)
    assert max(map(len, said.unbroken.split())) >= 20


def test_no_button_of_it_is_that_of_a_row(at_desk):
    for name in (name for name in EXHIBITS if name.startswith(("home-", "brief-marks"))):
        html = at_desk.get(f"/desk/gallery/{name}/").content.decode()
        for number in re.findall(r'action="/desk/[^"]*?/(\d+)/', html) + re.findall(r'name="pk" value="(\d+)"', html):
            assert int(number) >= scenery.NO_ROW


def test_it_speaks_the_language_that_is_asked_for(at_desk):
    with translation.override("uk"):
        said = at_desk.get("/desk/gallery/error-404/?language=uk").content.decode()
    assert '<html lang="uk"' in said
    assert at_desk.get(reverse("demo_exhibit", args=["error-404"])).content.decode().count('<html lang="en"') == 1


def test_outside_the_demo_it_is_not_there(at_desk, settings):
    assert "/desk/gallery/" in at_desk.get("/desk/").content.decode()
    settings.DEMO = False
    assert at_desk.get("/desk/gallery/").status_code == 404
    assert at_desk.get("/desk/gallery/story/").status_code == 404
    assert "/desk/gallery/" not in at_desk.get("/desk/").content.decode()


def test_what_is_no_exhibit_or_edition_is_not_there(at_desk):
    assert at_desk.get("/desk/gallery/nonsense/").status_code == 404
    assert at_desk.get("/desk/gallery/story/?language=xx").status_code == 404
