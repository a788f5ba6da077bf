"""Two editors at one form: each learns of the other, and the second to save loses nothing and takes nothing away."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def open_front(editor):
    editor.open("/desk/")
    editor.page.get_by_role("link", name="Arrange").first.click()
    editor._ready()


def front_title(editor):
    return editor.page.get_by_role("textbox", name="Title")


def test_each_sees_that_the_other_has_the_front_page_open(hedda, ines):
    open_front(hedda)
    open_front(ines)
    for editor, other in ((hedda, "Ines"), (ines, "Hedda")):
        there = editor.page.locator("#w-editing-sessions button").first
        expect(there).to_be_visible(timeout=20_000)
        there.hover()
        expect(editor.page.get_by_text(other).last).to_be_visible()


def test_a_newer_front_page_is_not_saved_over_by_typing_and_only_once_it_was_said_by_pressing(hedda, ines):
    open_front(hedda)
    open_front(ines)
    hedda.watch.expect(hedda.page.url)  # if her autosave comes before the notice, it is refused, and Chromium says so
    ines._type(front_title(ines), " by Ines")
    ines.sees_it_saved()

    hedda._type(front_title(hedda), " by Hedda")
    expect(hedda.page.locator("#w-autosave-indicator")).to_contain_text("Autosave is paused")
    expect(hedda.page.get_by_role("button", name="Ines saved a new version")).to_be_visible()
    hedda._at_foot("Save draft").click()
    dialog = hedda.page.get_by_role("dialog", name="Ines saved a new version")
    expect(dialog).to_be_visible()

    with hedda.next_page():
        dialog.get_by_role("button", name="Save draft").click()
    expect(hedda.message).to_contain_text("has been updated")
    expect(front_title(hedda)).to_have_value("English by Hedda")
    hedda.page.get_by_role("link", name="History").first.click()
    expect(hedda.page.get_by_role("main")).to_contain_text("Ines")


def test_where_no_dialog_came_the_desk_asks_itself(hedda, ines):
    open_front(hedda)
    open_front(ines)
    ines._type(front_title(ines), ", again")
    ines.sees_it_saved()

    front_title(hedda).evaluate("field => { field.value += ', mine'; }")
    with hedda.next_page():
        hedda.page.locator("[data-edit-form]").evaluate("form => HTMLFormElement.prototype.submit.call(form)")
    expect(hedda.page.get_by_text("Ines saved a newer version")).to_be_visible()
    assert front_title(hedda).input_value().endswith(", mine")
    expect(hedda.page.get_by_role("link", name="See what they changed")).to_be_visible()


def test_a_brief_changed_by_two_shows_both_versions(hedda, ines):
    hedda.open("/desk/news/new/")
    hedda.page.get_by_role("textbox", name="Lead").fill("The ferry is late.")
    hedda.page.keyboard.press("Control+Enter")
    expect(hedda.page.get_by_text("Posted: The ferry is late.")).to_be_visible()
    for editor in (hedda, ines):
        editor.open("/desk/news/new/")
        editor.page.get_by_role("link", name="The ferry is late.", exact=True).click()
        editor.page.get_by_role("textbox", name="Lead").fill(f"The ferry is gone, says {editor.email}.")

    with ines.next_page():
        ines.page.keyboard.press("Control+Enter")
    hedda.page.keyboard.press("Control+Enter")
    asked = hedda.page.get_by_role("region", name="Somebody else has saved meanwhile")
    expect(asked).to_contain_text("Ines saved this at")
    expect(asked.get_by_role("cell", name="The ferry is gone, says ines@example.org.")).to_be_visible()
    expect(asked.get_by_role("cell", name="The ferry is gone, says hedda@example.org.")).to_be_visible()

    asked.get_by_role("radio", name="Theirs in these fields").check()
    with hedda.next_page():
        hedda.page.keyboard.press("Control+Enter")
    hedda.open("/desk/news/new/")
    expect(hedda.page.get_by_role("link", name="The ferry is gone, says ines@example.org.", exact=True)).to_be_visible()


def test_the_imprint_too(hedda, ines):
    for editor in (hedda, ines):
        editor.open("/desk/snippets/masthead/imprint/")
        editor.page.locator("td.title a").first.click()
        editor.page.get_by_role("textbox", name="Motto").fill(f"Chosen by {editor.email}")
        if editor is hedda:
            continue
        with editor.next_page():
            editor.page.get_by_role("button", name="Save").click()

    hedda.page.get_by_role("button", name="Save").click()
    asked = hedda.page.get_by_role("region", name="Somebody else has saved meanwhile")
    expect(asked.get_by_role("cell", name="Chosen by ines@example.org")).to_be_visible()
    expect(hedda.page.get_by_role("textbox", name="Motto")).to_have_value("Chosen by hedda@example.org")
    asked.get_by_role("radio", name="Mine, as they stand").check()
    with hedda.next_page():
        hedda.page.get_by_role("button", name="Save").click()
    expect(hedda.message).to_contain_text("updated")
