"""The frame of every page: policy, slots, fragments, error pages."""

import hashlib
import re
from base64 import b64encode
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import unquote

import polib
import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from freesheet.demo import building
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.render import render
from freesheet.public.newsfeed.models import Brief
from freesheet.public.stories.models import Correction
from freesheet.public.theme import slots, words
from freesheet.public.theme.errors import WORDS
from freesheet.public.theme.looks.inline import INLINE_SCRIPT_HASH
from tests.house.plan import folders

ROOMS = {name: folder for name, folder in folders().items() if (folder / "locale/uk").is_dir()}


@pytest.fixture
def page(cast):
    return render("/").decode()


def test_the_inline_script_is_the_one_the_policy_allows(page):
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)

    assert len(scripts) == 1
    digest = b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert f"'sha256-{digest}'" == INLINE_SCRIPT_HASH


def test_the_icon_stands_in_the_page_as_a_url_may(page):
    (address,) = re.findall(r'<link rel="icon" href="data:image/svg\+xml,([^"]*)"', page)

    assert not re.search(r"[\s<>{}#\"]", address)
    assert re.fullmatch(r"<svg .*</svg>", unquote(address))


def test_nothing_on_a_page_needs_more_than_the_policy(cast):
    for path in ("/", "/uk/", cast.stories[0].address, "/town/", "/errors/404/"):
        html = render(path).decode()
        assert " style=" not in html
        assert "<style" not in html
        assert not re.search(r"\son\w+=", html)
        assert not re.findall(r'(?:src|srcset)="https?:', html)


def test_the_skip_link_is_the_first_thing_a_keyboard_reaches(page):
    body = page[page.index("<body") :]

    assert re.search(r"<(?:a|button|summary|input)\b[^>]*>", body).group() == '<a class="skip" href="#main">'
    assert '<main id="main"' in page


def test_headings_leave_out_no_level_on_any_page(cast):
    kind = Correction(kind="correction", text="It was low water.", stated_at=datetime(2026, 3, 5, 12, tzinfo=UTC))
    told = {"title": "Low water", "section": cast.town, "bylines": [(cast.ada, "words")]}
    building.story("low-water", corrections=[kind], **told)
    Brief(locale=building.locale("en"), lead="Ice on the weir.", section=cast.town).save()
    paths = Sheet.objects.filter(status=200, path__endswith="/").exclude(path__contains="/fragments/")

    for path in paths.values_list("path", flat=True):
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", render(path).decode())]
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
    assert {"/corrections/2026/03/", "/news/"} <= set(paths.values_list("path", flat=True))


def test_what_fills_a_slot_gets_the_page_in_order(monkeypatch):
    monkeypatch.setattr(slots, "_fillers", {**slots._fillers, "story_end": []})
    slots.fill("story_end", lambda page: format_html("<p>{}</p>", page), order=2)
    slots.fill("story_end", lambda page: mark_safe("<hr>"), order=1)

    shown = Template('{% load theme %}{% slot "story_end" %}').render(Context({"page": "<Ada>"}))

    assert shown == "<hr><p>&lt;Ada&gt;</p>"
    with pytest.raises(KeyError):
        slots.fill("cellar", lambda page: mark_safe(""))


def test_a_fragment_is_wrapped_for_the_script_and_nothing_if_empty(cast):
    shown = Template('{% load theme %}{% fragment "/fragments/more/town/" %}').render(Context())
    empty = Template('{% load theme %}{% fragment "/fragments/more/nowhere/" %}').render(Context())

    assert shown.startswith('<div data-fragment="/fragments/more/town/"><section')
    assert empty == ""


@pytest.mark.parametrize("status", WORDS)
def test_error_pages_say_what_happened_and_the_way_on(cast, status):
    here, there = render(f"/errors/{status}/").decode(), render(f"/uk/errors/{status}/").decode()

    assert 'href="/"' in here
    assert 'href="/uk/"' in there
    assert 'href="/uk/" lang="uk" hreflang="uk"' in here
    assert "/errors/" not in here + there
    assert '<link rel="alternate" hreflang' not in here
    assert 'name="robots" content="noindex"' in here
    assert 'rel="canonical"' not in here
    assert '<html lang="uk"' in there
    assert here.split("<h1")[1] != there.split("<h1")[1]


def test_there_is_no_other_error_page(cast):
    assert render("/errors/418/") is None


def test_moments_carry_their_zone_in_words_and_for_machines():
    moment = datetime(2026, 7, 1, 21, 30, tzinfo=UTC)

    with translation.override("en"):
        assert words.time_element(moment, words.moment_form()) == (
            '<time datetime="2026-07-02T00:30:00+03:00">2 July 2026, 00:30 EEST</time>'
        )
    with translation.override("uk"):
        assert "2 липня 2026" in words.time_element(moment, words.date_form())


def test_names_are_listed_as_a_language_lists_them():
    with translation.override("en"):
        assert [words.listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    with translation.override("uk"):
        assert words.listed(["a", "b", "c"]) == "a, b і c"


@pytest.mark.parametrize("room", ROOMS)
def test_everything_is_said_in_ukrainian_too(room):
    folder = ROOMS[room] / "locale/uk/LC_MESSAGES"
    written, compiled = polib.pofile(str(folder / "django.po")), polib.mofile(str(folder / "django.mo"))

    assert not written.untranslated_entries()
    assert not written.fuzzy_entries()
    forms = int(re.search(r"nplurals=(\d)", written.metadata["Plural-Forms"]).group(1))
    assert {len(entry.msgstr_plural) for entry in written} <= {0, forms}
    said = lambda entries: {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in entries}  # noqa: E731
    assert said(compiled) == said(written)
