"""News in brief: an editor posts by keyboard, a reader is told without losing their place."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Reader

pytestmark = pytest.mark.journey


def post(editor, lead):
    """From the desk's News Feed, with no mouse."""
    editor.open("/desk/news/new/")
    expect(editor.page.get_by_role("textbox", name="Lead")).to_be_focused()
    editor.page.keyboard.type(lead)
    editor.page.keyboard.press("Control+Enter")
    expect(editor.page.get_by_text(f"Posted: {lead}")).to_be_visible()


def test_from_the_lead_the_tab_key_goes_on_to_the_text(hedda):
    hedda.open("/desk/news/new/")
    expect(hedda.page.get_by_role("textbox", name="Lead")).to_be_focused()
    hedda.page.keyboard.press("Tab")
    expect(hedda.page.get_by_role("textbox", name="Text")).to_be_focused()


def test_posted_by_keyboard_it_reaches_those_who_read_already(hedda, reader):
    page = reader.page
    post(hedda, 'Eel & salt: "the weir\'s" empty.')
    reader.finds("Eel &amp; salt:", at="/")
    reader.finds("Eel &amp; salt:", at="/news/latest.json")
    page.clock.install()
    reader.open("/")
    feed = page.get_by_role("region", name="News Feed")
    expect(feed.get_by_role("heading", name='Eel & salt: "the weir\'s" empty.')).to_be_visible()
    feed.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    with page.expect_response("**/news/latest.json"):
        page.clock.fast_forward(16_000)
    expect(feed.get_by_role("status")).to_be_empty()

    post(hedda, "The eels are back.")
    reader.finds("The eels are back.", at="/news/latest.json")
    page.clock.fast_forward(16_000)

    offer = feed.get_by_role("status").get_by_role("button", name="New: 1")
    expect(offer).to_be_visible()
    assert page.evaluate("scrollY") == before
    expect(feed.get_by_role("heading", name="The eels are back.")).to_have_count(0)

    offer.press("Enter")
    expect(feed.get_by_role("listitem").first).to_contain_text("The eels are back.")
    expect(offer).to_have_count(0)


def answer(page, *leads, **said):
    """Have the small file say so, so that each change is the only one."""
    briefs = [{"id": n, "html": f'<li class="brief" id="brief-{n}"><h3>{lead}</h3></li>'} for n, lead in leads]
    page.unroute("**/news/latest.json")
    page.route("**/news/latest.json", lambda route: route.fulfill(json={"briefs": briefs, **said}))


def asked(page):
    """Let the script ask the small file once more."""
    with page.expect_response("**/news/latest.json"):
        page.clock.fast_forward(16_000)


def test_an_older_list_from_some_cache_is_never_offered(hedda, reader):
    post(hedda, "High water.")
    reader.finds("data-feed", at="/")
    page = reader.page
    page.clock.install()
    answer(page)
    reader.open("/")
    pressed = int(page.locator("html").get_attribute("data-as-of"))
    feed = page.get_by_role("region", name="News Feed")
    expect(feed.get_by_role("listitem")).to_have_count(0)
    answer(page, (1, "Low water."), as_of=str(pressed - 1))
    asked(page)
    expect(feed.get_by_role("status")).to_be_empty()
    expect(feed.get_by_role("listitem")).to_have_count(0)

    answer(page, (2, "Slack water."), (1, "Low water."), as_of=str(pressed + 2))
    asked(page)
    feed.get_by_role("status").get_by_role("button").click()
    expect(feed.get_by_role("listitem")).to_have_text(["Slack water.", "Low water."])
    answer(page, (3, "Fog."), as_of=str(pressed + 1))
    asked(page)
    expect(feed.get_by_role("status")).to_be_empty()


def test_an_edited_brief_changes_where_it_stands_and_a_withdrawn_one_goes(hedda, reader):
    post(hedda, "Fog.")
    reader.finds("News Feed", at="/")
    page = reader.page
    answer(page, (2, "Fog."), (1, "Tide."))
    page.set_viewport_size({"width": 390, "height": 300})
    page.clock.install()
    reader.open("/")
    feed = page.get_by_role("region", name="News Feed")
    page.clock.fast_forward(16_000)
    expect(feed.get_by_role("listitem")).to_have_text(["Fog.", "Tide."])
    feed.get_by_role("listitem").first.scroll_into_view_if_needed()

    answer(page, (2, "Fog, until noon."), (1, "Tide."))
    page.clock.fast_forward(16_000)
    expect(feed.get_by_role("listitem")).to_have_text(["Fog, until noon.", "Tide."])

    answer(page, (2, "Fog, until noon."))
    page.clock.fast_forward(16_000)
    expect(feed.get_by_role("listitem")).to_have_text(["Fog, until noon."])
    expect(feed.get_by_role("status")).to_be_empty()


def test_without_javascript_the_feed_is_links(hedda, chromium, paper, looked_after):
    post(hedda, "The mill bell rings again.")
    plain = Reader(chromium, paper, java_script_enabled=False)
    looked_after(plain)
    plain.finds("The mill bell rings again.", at="/news/")
    plain.open("/news/")
    plain.page.get_by_role("listitem").filter(has_text="The mill bell").get_by_role("link").first.click()
    expect(plain.page.get_by_role("heading", level=1)).to_have_text("The mill bell rings again.")
    day = plain.page.get_by_role("link", name="All news of this day")
    plain.finds("The mill bell rings again.", at=day.get_attribute("href"))  # pressed after the News Feed's own page
    day.click()
    plain.sees("The mill bell rings again.")
    plain.leave()


def test_a_withdrawn_brief_is_gone_at_once(hedda, reader):
    post(hedda, "The ferry has sunk.")
    reader.finds("The ferry has sunk.", at="/news/")
    reader.open("/news/")
    reader.page.get_by_role("listitem").filter(has_text="The ferry has sunk.").get_by_role("link").first.click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("The ferry has sunk.")
    address = reader.path

    row = hedda.page.get_by_role("row").filter(has_text="The ferry has sunk.")
    row.get_by_role("button", name="Withdraw").click()

    expect(hedda.page.get_by_text("“The ferry has sunk.” is withdrawn.")).to_be_visible()
    reader.open(address, status=410)
    reader.misses("The ferry has sunk.", at="/news/")
