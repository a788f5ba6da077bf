"""What becomes of a published story: corrected, moved, taken away and brought back."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import this_month
from tests.servers import Newsroom, wait_for

pytestmark = pytest.mark.journey
OFTEN = 40
"""New connections, shared out among the front-door processes: enough for each to answer several."""


def address_of(paper: Newsroom, slug: str) -> str:
    """Where the front page or the archive says that it lives."""
    found = re.search(rf'href="(/\d{{4}}/\d\d/{slug}/)"', paper.get("/harbour/").text + paper.get("/town/").text)
    assert found, slug
    return found[1]


def answers(paper: Newsroom, path: str) -> set[int]:
    return {paper.get(path).status for _ in range(OFTEN)}


def test_a_correction_is_typed_and_dated(paper, hedda, reader):
    address = address_of(paper, "bridge-shut")
    hedda.edit("Bridge shut for two nights")
    hedda.add_correction("The bridge was shut for three nights.")
    hedda.publish()

    reader.finds("The bridge was shut for three nights.", at=address)
    reader.open(address)
    corrections = reader.page.get_by_role("region", name="Corrections and changes")
    expect(corrections).to_contain_text("Correction,")
    expect(corrections).to_contain_text("The bridge was shut for three nights.")
    day = corrections.locator("time").get_attribute("datetime")
    assert day
    assert day.startswith(f"{this_month()[1:5]}-{this_month()[6:8]}-")


def test_other_words_are_asked_about_before_readers_get_them(paper, hedda, reader):
    address = address_of(paper, "lighthouse-keeper")
    hedda.edit("A keeper for the lighthouse")
    hedda.type_headline(" of 1911")
    hedda.sees_it_saved()
    hedda.press("Publish")
    question = hedda.page.get_by_role("group", name="Does this need a note?")
    expect(question).to_be_visible()
    expect(hedda.page.locator(".note-question ins").first).to_contain_text("1911")
    assert "1911" not in paper.get(address).text

    expect(question).to_be_focused()
    question.get_by_role("button", name="Publish, and say that it was updated").click()
    expect(hedda.message).to_contain_text("has been published")
    reader.finds("1911", at=address)
    reader.open(address)
    reader.sees("Updated")


def test_corrections_are_all_in_one_place(paper, hedda, reader):
    hedda.edit("School roof holds after storm")
    hedda.add_correction("The storm came on Tuesday.")
    hedda.publish()
    reader.finds("The storm came on Tuesday.", at="/corrections/")
    reader.finds("The storm came on Tuesday.", at="/corrections/feed.rss")
    reader.open("/corrections/")
    reader.page.get_by_role("link", name="School roof holds after storm").click()
    reader.page.get_by_role("region", name="Corrections and changes").get_by_role(
        "link", name="All corrections"
    ).click()
    reader.comes_to("/corrections/")


def test_old_addresses_lead_to_the_new_one_without_a_chain(paper, hedda, reader):
    first = address_of(paper, "tide-tables")
    second, third = first.replace("tide-tables", "tides"), first.replace("tide-tables", "tides-told")

    for slug, old, new in (("tides", [first], second), ("tides-told", [first, second], third)):
        hedda.edit("How the tide tables are made")
        hedda.change_slug(slug)
        hedda.publish()
        assert paper.get(new).status == 200
        for path in old:
            wait_for(lambda path=path: paper.get(path).status == 301, what=f"{path} to lead on")
            wait_for(
                lambda path=path, new=new: paper.get(path).headers["location"].endswith(new),
                what=f"{path} leads to {new}",
            )

    reader.open(first)
    assert reader.path == third
    reader.sees("How the tide tables are made")
    reader.finds(third, at="/harbour/")
    reader.misses(second, at="/harbour/")


def test_a_story_taken_away_is_gone_at_once_and_comes_back(paper, hedda, reader):
    address = address_of(paper, "herring-late")
    assert answers(paper, address) == {200}
    reader.finds("Herring come late", at="/feed.rss")

    hedda.edit("Herring come late this year")
    hedda.unpublish()
    assert answers(paper, address) == {410}
    reader.open(address, status=410)
    expect(reader.page.get_by_role("heading", level=1)).to_be_visible()
    reader.sees_no("Herring come late this year")
    for path in ("/", "/harbour/", "/feed.rss", "/topic/water/", this_month()):
        reader.misses("Herring come late", at=path)

    hedda.edit("Herring come late this year")
    hedda.publish()
    wait_for(lambda: answers(paper, address) == {200}, what="its page to be pressed, at once or by the worker")
    for path in ("/harbour/", "/feed.rss", this_month()):
        reader.finds("Herring come late", at=path)
