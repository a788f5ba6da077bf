"""The five jobs at our own desk, in a newsroom with the cast in it.

Rule    done as by an editor who knows the desk: by what is seen, with Tab, Enter, arrows and the shortcuts it names
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from playwright.sync_api import Browser, Page, ViewportSize, expect

from bench.jobs.count import unseen
from bench.ready import FOLDER
from tests.journeys.desk import Editor
from tests.newsrooms import copied

HOME = "/desk/"
SCENERY = """
from tests.journeys.scenery import lay_out
from freesheet.public.front.models import FrontPage
from freesheet.staff.models import User
from freesheet.public.stories.models import Story
lay_out()
User.objects.filter(email="hedda@example.org").update(first_name="Ada", last_name="Brook")
front = FrontPage.objects.get(locale__language_code="en")
front.lead = Story.objects.get(title="The night ferry returns")
front.save_revision().publish()
"""
"""Who signs in is one of the authors; a lead stands at the front."""


@contextmanager
def desk(browser: Browser, url: str, viewport: ViewportSize) -> Iterator[Page]:
    """A newsroom of its own, and an editor at its desk."""
    newsroom = copied(FOLDER / "newsroom")
    try:
        newsroom.python(SCENERY)
        newsroom.start()
        editor = Editor(browser, newsroom, email="hedda@example.org", viewport=viewport)
        editor.sign_in()
        _draft(editor)
        yield editor.page
        editor.leave()
    finally:
        newsroom.remove()


def file_a_story(page: Page) -> None:
    key = page.keyboard
    page.get_by_role("link", name="Write a story").first.click()
    _watched(page)
    key.type("Otters at the lock")
    key.press("Enter")
    expect(page.get_by_role("textbox", name="Standfirst")).to_be_focused()
    key.type("Three of them, seen at dawn.")
    page.locator("[contenteditable=true]").click()
    key.type("They came up the river in the night.")
    page.get_by_role("button", name="Choose an image").click()
    _choose(page, "Sea")
    page.get_by_role("combobox", name="Section").click()
    unseen(page)
    page.get_by_role("combobox", name="Section").select_option(label="Harbour")
    page.get_by_role("textbox", name="Topics").click()
    key.type("Water")
    key.press("Enter")
    _publish(page)


def correct_a_story(page: Page) -> None:
    """The question whether readers are told of it comes only if readers have seen other words."""
    key = page.keyboard
    page.get_by_role("main").get_by_role("link", name="Council votes for the lock").first.click()
    _watched(page)
    page.get_by_role("textbox", name="Headline").click()
    key.press("End")
    key.type(" today")
    key.press("Control+Enter")
    page.get_by_role("button", name="Publish, and say that it was updated").click()
    expect(page.locator(".messages")).to_contain_text("published")


def post_a_brief(page: Page) -> None:
    key = page.keyboard
    page.get_by_role("link", name="Post a brief").first.click()
    expect(page.get_by_role("textbox", name="Lead")).to_be_focused()
    key.type("The lock is open.")
    key.press("Tab")
    expect(page.get_by_role("textbox", name="Text")).to_be_focused()
    key.type("Boats went through at noon.")
    key.press("Control+Enter")
    page.get_by_text("Posted: The lock is open.").wait_for()


def change_the_lead(page: Page) -> None:
    page.get_by_role("link", name="Arrange").first.click()
    _watched(page)
    page.get_by_role("region", name="Lead").get_by_role("button", name="Actions").first.click()
    page.get_by_role("button", name="Choose another story").first.click()
    _choose(page, "School roof holds after storm")
    _publish(page)


def schedule_a_story(page: Page) -> None:
    """At seven tomorrow; by keys past the calendars, which hide what is below them."""
    page.get_by_role("main").get_by_role("link", name="To be read tomorrow").first.click()
    _watched(page)
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    dialog = page.get_by_role("dialog", name="Set publishing schedule")
    dialog.get_by_label("Go live").click()
    page.keyboard.type(f"{datetime.now() + timedelta(days=1):%Y-%m-%d} 07:00")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Save schedule")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Schedule to publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("scheduled for publishing")


def _draft(editor: Editor) -> None:
    """The story to be scheduled."""
    editor.begin()
    editor.type_headline("To be read tomorrow")
    editor.choose_section("Harbour")
    editor.add_text("It happened at the lock.")
    editor.sees_it_saved()


def _watched(page: Page) -> None:
    """Wait until the form watches what is typed."""
    page.locator("html[data-watching]").wait_for(state="attached")
    page.wait_for_load_state()


def _choose(page: Page, name: str) -> None:
    modal = page.locator(".modal-body")
    modal.get_by_role("link", name=name).first.click()
    modal.wait_for(state="detached")


def _publish(page: Page) -> None:
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published")
