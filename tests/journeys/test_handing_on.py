"""From writer to editor: a writer hands a story in, an editor reads, locks, compares, approves."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import this_month

pytestmark = pytest.mark.journey
TO_THE_EDITOR = "Submit to Writer → editor → publish"


def test_a_writer_hands_in_and_an_editor_approves(tobiah, hedda, reader):
    address = f"{this_month()}swans-on-the-mole/"
    tobiah.write("Swans on the mole")
    assert not tobiah.may("Publish")
    tobiah.press(TO_THE_EDITOR)
    expect(tobiah.message).to_contain_text("submitted for moderation")
    reader.open(address, status=404)

    hedda.takes_up("Swans on the mole")
    hedda.page.get_by_role("textbox", name="Headline").press("Control+Enter")
    expect(hedda.message).to_contain_text("updated")
    reader.open(address)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Swans on the mole")
    reader.finds("Swans on the mole", at="/harbour/")


def test_a_locked_story_waits_for_its_editor(tobiah, hedda):
    tobiah.write("Gulls at the market")
    tobiah.press("Save draft")

    hedda.edit("Gulls at the market")
    hedda.lock()
    tobiah.look_at("Gulls at the market")
    expect(tobiah.page.get_by_text("locked").first).to_be_visible()
    assert not tobiah.may("Save draft")

    hedda.look_at("Gulls at the market")
    hedda.unlock()
    tobiah.edit("Gulls at the market")
    expect(tobiah.page.get_by_role("button", name="Save draft")).to_be_visible()


@pytest.mark.parametrize("waits", [False, True], ids=["at once", "after it saved itself"])
def test_versions_are_kept_and_compared(hedda, waits):
    words = "And it will hold to the end." if waits else "And it will hold again."
    hedda.edit("School roof holds after storm")
    hedda.type_standfirst(f" {words}")
    if waits:
        hedda.sees_it_saved()
    hedda.press("Save draft")
    hedda.edit("School roof holds after storm")
    expect(hedda.page.get_by_role("button", name="Toggle comments")).to_be_visible()

    hedda.open(f"/desk/pages/{hedda.number}/history/")
    hedda.page.get_by_role("button", name="Actions").first.click()
    hedda.page.get_by_role("link", name="Compare with previous version").click()
    expect(hedda.page.locator("ins, .addition").first).to_contain_text(words)
