"""What stands beside a story while it is written: it comes to life, leads to what it means, and falls silent."""

import pytest
from playwright.sync_api import expect

from tests.servers import wait_for

pytestmark = pytest.mark.journey
LONG = "The otters that were seen at the lock on Tuesday have moved up the river again today"
PATIENT = 20_000
"""Milliseconds: typed, saved by itself three seconds later, and asked about, on a busy machine."""
SHOWN_BY = {
    "Text edition": "body:not(:has(img, picture, script[src])) article h1",
    "In search results": ".result",
    "On social networks": ".card >> nth=0",
}
"""Mode → where its preview says what the story is."""


def advice(editor):
    return editor.page.get_by_role("list", name="Advice")


def remark(editor, words):
    return advice(editor).get_by_role("button", name=words)


def test_a_story_is_written_until_nothing_is_remarked(hedda):
    page = hedda.page
    hedda.begin()
    panel = page.locator("story-beside")
    expect(panel).to_contain_text("appear here as soon as there is something to read")

    hedda.type_headline(LONG)
    expect(remark(hedda, "It has 17 words")).to_be_visible(timeout=PATIENT)
    expect(remark(hedda, "It has no standfirst")).to_be_visible(timeout=PATIENT)
    expect(panel).to_contain_text("0 words", timeout=PATIENT)

    remark(hedda, "It has no standfirst").click()
    expect(page.get_by_role("textbox", name="Standfirst")).to_be_focused()
    page.keyboard.type("Three of them.")
    expect(remark(hedda, "It has no standfirst")).to_have_count(0, timeout=PATIENT)

    remark(hedda, "It has 17 words").press("Enter")
    expect(page.get_by_role("textbox", name="Headline")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Otters on the move")
    expect(remark(hedda, "It has 17 words")).to_have_count(0, timeout=PATIENT)

    hedda.add_text("Ada Brook saw them at dawn.")
    expect(panel).to_contain_text("6 words", timeout=PATIENT)
    expect(remark(hedda, "Ada Brook writes for us")).to_be_visible(timeout=PATIENT)
    expect(page.locator("[data-contentpath=body] .beside-remark")).to_contain_text("Ada Brook writes for us")
    remark(hedda, "Ada Brook writes for us").click()
    expect(page.locator("[contenteditable=true]").last).to_be_focused()


def test_advice_that_was_lost_on_its_way_is_asked_for_again(hedda):
    page, lost = hedda.page, []

    def lose(route):
        lost.append(route.request.url)
        hedda.watch.expect(route.request.url)
        route.abort()

    page.route("**/beside/", lose, times=2)
    hedda.begin()
    hedda.type_headline(LONG)
    expect(remark(hedda, "It has 17 words")).to_be_visible(timeout=2 * PATIENT)
    assert len(lost) == 2


def test_pictures_and_links_are_looked_at_too(hedda):
    page = hedda.page
    hedda.write("Boats without a name")
    page.get_by_role("button", name="Choose an image").click()
    page.locator(".modal-body").get_by_role("link", name="Undescribed").click()
    expect(remark(hedda, "It has no alternative text")).to_be_visible(timeout=PATIENT)
    expect(page.locator("[data-contentpath=lead_picture] .beside-remark")).to_contain_text("It has no alternative text")

    button = hedda.add_block("Button")
    button.get_by_role("textbox").first.fill("More")
    hedda._type(button.get_by_role("textbox").last, "/nowhere/at/all/")
    expect(remark(hedda, "We have nothing at /nowhere/at/all/.")).to_be_visible(timeout=PATIENT)
    page.evaluate("scrollTo(0, 0)")
    remark(hedda, "We have nothing at").click()
    expect(button.get_by_role("textbox").first).to_be_focused()
    expect(button).to_be_in_viewport()

    button.get_by_role("textbox").last.fill("/town/")
    page.keyboard.press("Tab")
    expect(remark(hedda, "We have nothing at")).to_have_count(0, timeout=PATIENT)


def test_a_name_is_linked_and_no_longer_remarked(hedda):
    page = hedda.page
    hedda.write("Who wrote this")
    hedda.add_text("Ada Brook")
    expect(remark(hedda, "Ada Brook writes for us")).to_be_visible(timeout=PATIENT)
    page.locator("[contenteditable=true]").last.click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.evaluate("$(document).on('shown.bs.modal', () => { window.shown = true; })")
    page.keyboard.press("Control+k")
    modal = page.locator(".modal-body")
    modal.get_by_label("Search term").click()
    wait_for(lambda: page.evaluate("window.shown"))
    expect(modal.get_by_label("Search term")).to_be_focused()
    page.locator(".modal").get_by_role("link", name="External link").click()
    modal.get_by_label("URL").fill("/author/ada-brook/")
    modal.get_by_role("button", name="Insert link").press("Enter")
    modal.wait_for(state="detached")
    expect(remark(hedda, "Ada Brook writes for us")).to_have_count(0, timeout=PATIENT)


def test_what_it_looks_like_elsewhere_is_seen_before_anybody_reads_it(hedda):
    hedda.edit("A story with everything in it")
    shown, page = hedda.preview(), hedda.page
    modes = page.get_by_label("Preview mode")
    for mode, words in (
        ("Text edition", "A story with everything in it"),
        ("In search results", "Every block once."),
        ("On social networks", "Every block once."),
    ):
        modes.select_option(label=mode)
        expect(shown.locator(SHOWN_BY[mode])).to_contain_text(words, timeout=PATIENT)
