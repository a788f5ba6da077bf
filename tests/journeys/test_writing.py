"""An editor writes, illustrates, previews and publishes a story; a reader reads it."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.people import this_month
from tests.servers import wait_for

pytestmark = pytest.mark.journey
HEADLINE = "Otters at the lock"
OUR_FACE = re.compile("Freesheet")
WIDTH = "image => image.naturalWidth"


@pytest.fixture
def otter(tmp_path):
    file = tmp_path / "otter.jpg"
    Image.effect_noise((1600, 1000), 90).convert("RGB").save(file)
    return file


def test_from_an_empty_form_to_a_reader(hedda, reader, otter):
    hedda.begin()
    hedda.type_headline(HEADLINE)
    hedda.type_standfirst("Three of them, seen at dawn.")
    hedda.choose_section("Harbour")
    hedda.choose_author("Ada Brook")
    hedda.add_text("They came up the river in the night.")
    hedda.add_heading("What they ate")
    hedda.sees_it_saved()
    hedda.reload()
    expect(hedda.page.get_by_role("textbox", name="Headline")).to_have_value(HEADLINE)
    expect(hedda.page.locator("[contenteditable=true]")).to_have_text("They came up the river in the night.")
    expect(hedda.page.get_by_text("Ada Brook")).to_be_visible()

    hedda.upload_lead_picture(otter, alt="Three otters on a stone", credit="Grace Lind")
    hedda.sees_it_saved()
    shown = hedda.preview()
    expect(shown.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(shown.get_by_role("img", name="Three otters on a stone")).to_be_visible()
    expect(shown.locator("h1"), "the preview has our style sheet").to_have_css("font-family", OUR_FACE)

    hedda.publish()
    address = f"{this_month()}otters-at-the-lock/"
    reader.open(address)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    reader.sees("By Ada Brook")
    reader.sees("They came up the river in the night.")
    reader.sees("What they ate")
    wait_for(lambda: "/media/" in reader.newsroom.get(address).text, what="the worker to make the picture's files")
    reader.open(address)
    picture = reader.page.get_by_role("img", name="Three otters on a stone")
    expect(picture).to_be_visible()
    wait_for(lambda: picture.evaluate(WIDTH) > 0, what="the picture to arrive")
    reader.sees("Grace Lind")

    for path in ("/", "/harbour/", "/feed.rss", "/harbour/feed.rss", "/author/ada-brook/", this_month()):
        reader.finds(HEADLINE, at=path)
    reader.open("/")
    reader.page.get_by_role("main").get_by_role("link", name=HEADLINE).first.click()
    reader.comes_to(address)


def test_enter_in_the_headline_goes_on_to_the_standfirst(hedda):
    hedda.begin()
    keys = hedda.page.keyboard
    keys.type("Eels go")
    keys.press("Enter")
    expect(hedda.page.get_by_role("textbox", name="Standfirst")).to_be_focused()
    keys.type("The weir is empty.")
    expect(hedda.page.get_by_role("textbox", name="Headline")).to_have_value("Eels go")
    expect(hedda.page.get_by_role("textbox", name="Standfirst")).to_have_value("The weir is empty.")
    hedda.sees_it_saved()


def test_a_story_without_a_byline_is_kept_but_not_published(hedda):
    hedda.begin()
    hedda.type_headline("Nobody wrote this")
    hedda.choose_section("Town")
    hedda.sees_it_saved()
    hedda.press("Publish")
    expect(hedda.page.get_by_text("This field is required.")).to_be_visible()
    hedda.edit("Nobody wrote this")
    expect(hedda.page.get_by_role("textbox", name="Headline")).to_have_value("Nobody wrote this")
