"""The front page arranged by keyboard alone, seen before readers see it, and read."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.desk import Editor

pytestmark = pytest.mark.journey
STEPS = 200


def reach(page: Page, goal: Locator) -> None:
    """Tab on until it has the focus, as somebody without a mouse does."""
    expect(goal).to_be_visible()
    for _ in range(STEPS):
        if goal.evaluate("goal => goal === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("out of the keyboard's reach")


def press(page: Page, goal: Locator, key: str = "Enter") -> None:
    reach(page, goal)
    page.keyboard.press(key)


def choose(editor: Editor, story: str) -> None:
    """In the open chooser."""
    modal = editor.page.locator(".modal-body")
    expect(modal).to_be_visible()
    press(editor.page, modal.get_by_role("link", name=story))
    modal.wait_for(state="detached")


def add_row(page: Page, kind: str) -> Locator:
    rows = page.get_by_role("region", name="Rows", exact=True)
    press(page, rows.get_by_role("button", name="Insert a block").first)
    reach(page, page.locator(".w-combobox input"))
    page.keyboard.type(kind)
    option = page.get_by_role("option", name=kind, exact=True)
    expect(option).to_be_visible()
    page.keyboard.press("Enter")
    row = rows.get_by_role("region", name=kind)
    expect(row).to_be_visible()
    return row


def test_an_editor_arranges_the_front_page_without_a_mouse(hedda, reader):
    page = hedda.page
    hedda.open("/")
    press(page, page.get_by_role("link", name="Edit", exact=True))
    hedda._ready()
    hedda.watch.expect(page.url)  # a row without its section is not saved by itself, and Chromium says so

    press(page, page.get_by_role("button", name="Choose a story").first)
    choose(hedda, "School roof holds after storm")
    reach(page, page.get_by_label("Look of the lead"))
    page.keyboard.type("Type")
    add_row(page, "Opinion")
    section = add_row(page, "Section")
    press(page, section.get_by_role("button", name="Choose section"))
    page.locator(".modal-body").get_by_role("link", name="Harbour").first.press("Enter")
    page.locator(".modal-body").wait_for(state="detached")
    press(page, section.get_by_role("button", name="Move down"))
    hedda.publish()

    reader.finds("card-type", at="/")
    reader.open("/")
    lead = reader.page.get_by_role("article").first
    expect(lead).to_contain_text("School roof holds after storm")
