"""Pages about the newspaper, and the navigation, footer and looks that editors choose in the Imprint."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from freesheet.demo import building
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.render import render
from freesheet.public.front.models import FrontPage, InfoPage
from freesheet.public.masthead.models import Imprint, Section
from freesheet.work.loop import drain


def page_about(slug="about", *, title="About us", kind="about", live=True, **fields):
    front = FrontPage.objects.get(locale__language_code="en")
    body = [("paragraph", "<p>Since 1911.</p>")]
    page = InfoPage(title=title, slug=slug, kind=kind, body=body, locale=front.locale, live=False, **fields)
    front.add_child(instance=page)
    if live:
        page.save_revision().publish()
    return InfoPage.objects.get(pk=page.pk)


def paper():
    return Imprint.objects.get(locale__language_code="en")


def main_of(path):
    return render(path).decode().split("<main")[1].split("</main>")[0]


def footer_of(path):
    return render(path).decode().split('<footer class="footer"')[1]


def nav_of(path):
    return render(path).decode().split('<nav class="sections"')[1].split("</nav>")[0]


def test_it_is_pressed_moves_and_goes(cast):
    page = page_about()
    drain()
    assert Sheet.objects.get(path="/about/").status == 200
    assert "Since 1911." in main_of("/about/")
    assert "Since 1911." in render("/text/about/").decode()

    page.slug = "about-us"
    page.save_revision().publish()
    drain()
    assert (Sheet.objects.get(path="/about/").status, Sheet.objects.get(path="/about/").location) == (301, "/about-us/")

    page.unpublish()
    drain()
    assert Sheet.objects.get(path="/about-us/").status == 410
    assert "/about-us/" not in footer_of("/")


def test_a_draft_is_nowhere(cast):
    page_about(live=False)
    drain()
    assert not Sheet.objects.filter(path="/about/").exists()
    assert render("/about/") is None


@pytest.mark.parametrize("slug", ["town", "news", "corrections", "uk", "2026", "-about"])
def test_it_takes_nobodys_address(cast, slug):
    with pytest.raises(ValidationError) as refused:
        page_about(slug).full_clean()
    assert "slug" in refused.value.message_dict


def test_nor_does_a_section_take_its(cast):
    page_about()
    with pytest.raises(ValidationError) as refused:
        Section(locale=cast.town.locale, name="About", slug="about").full_clean()
    assert "slug" in refused.value.message_dict


def test_the_staff_stand_under_their_desks_in_the_editors_order(cast):
    cast.ada.desk, cast.ada.order = "Reporters", 2
    cast.ada.save()
    cast.grace.desk, cast.grace.order = "Editors", 1
    cast.grace.save()
    building.masthead(type(cast.ada), "gone", name="Gone Since")
    page_about("staff", kind="masthead")
    drain()

    html = main_of("/staff/")
    places = [html.index(words) for words in ("Editors", "Grace Lind", "Reporters", "Ada Brook")]
    assert places == sorted(places)
    assert "Gone Since" not in html

    cast.ada.desk = ""
    cast.ada.save()
    assert Sheet.objects.due().filter(path="/staff/").exists()
    assert "Ada Brook" not in main_of("/staff/")


def test_contact_says_where_to_write(cast):
    imprint = paper()
    imprint.contact_email = "desk@example.org"
    imprint.save()
    page_about("contact", kind="contact")

    assert 'href="mailto:desk@example.org"' in main_of("/contact/")


def test_without_a_choice_the_footer_lists_sections_and_pages(cast):
    page_about()
    footer = footer_of(cast.stories[0].address)

    assert 'href="/town/"' in footer
    assert 'href="/about/"' in footer


def test_navigation_and_footer_are_the_editors_and_follow_what_moves(cast):
    page = page_about()
    imprint = paper()
    imprint.navigation = [
        ("page", {"page": page, "text": "Us"}),
        ("section", {"section": cast.harbour}),
        ("address", {"text": "Shop", "url": "https://shop.example.org/"}),
    ]
    imprint.footer = [("column", {"title": "More", "links": [("page", {"page": page, "text": ""})]})]
    imprint.save()
    drain()

    nav = nav_of("/")
    places = [
        nav.index(words) for words in ('href="/about/">Us', 'href="/harbour/"', 'href="https://shop.example.org/"')
    ]
    assert places == sorted(places)
    assert 'href="/town/"' not in nav
    assert "More</h2>" in footer_of("/")

    page.slug = "us"
    page.save_revision().publish()
    assert Sheet.objects.due().filter(path=cast.stories[0].address).exists()
    assert 'href="/us/">Us' in nav_of("/")
    page.unpublish()
    assert "Us</a>" not in nav_of("/")


def test_a_link_that_would_run_something_is_refused(cast):
    imprint = paper()
    imprint.navigation = [("address", {"text": "Tap", "url": "javascript:alert(1)"})]
    block = imprint.navigation.stream_block
    with pytest.raises(ValidationError):
        block.clean(imprint.navigation)


@pytest.mark.parametrize(("typeface", "files"), [("serif", 4), ("sans", 2), ("system", 2)])
def test_typefaces_are_asked_for_only_where_they_are_used(cast, typeface, files):
    imprint = paper()
    imprint.headline_font = imprint.text_font = typeface
    imprint.save()

    assert render("/").decode().count('as="font"') == files


def test_a_preview_shows_what_is_not_saved_and_leaves_nothing_behind(cast, settings):
    imprint = paper()
    imprint.name, imprint.accent = "The Ebb", "#aa2200"
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    building.story("old", title="Filed last", section=cast.town, bylines=[(cast.ada, "words")], at=long_ago)
    drain()
    before = sorted(settings.PRESS_ROOT.rglob("*"))

    for mode, said in (("front", "The Ebb"), ("story", cast.stories[0].title)):
        html = imprint.serve_preview(RequestFactory().get("/"), mode).content.decode()
        assert said in html
        assert "<style>" in html

    assert sorted(settings.PRESS_ROOT.rglob("*")) == before
    assert "The Ebb" not in render("/").decode()
