"""A form that saves itself: too early is no error, and a button pressed meanwhile makes nothing twice."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import this_month
from tests.servers import wait_for

pytestmark = pytest.mark.journey


def by_itself(request):
    return request.method == "POST" and request.headers.get("accept") == "application/json"


@pytest.fixture
def held_up(hedda):
    """Answers to what is saved by itself wait until they are let go."""
    waiting = []

    def hold(route):
        if by_itself(route.request):
            waiting.append(route)
        else:
            route.fallback()

    hedda.page.route("**/desk/**", hold)
    yield waiting
    hedda.page.unroute("**/desk/**", hold)


def stories_called(hedda, headline):
    hedda.open("/desk/stories/")
    return hedda.page.get_by_role("main").get_by_role("link", name=headline)


def test_what_cannot_be_saved_yet_is_named_and_is_no_error(hedda):
    hedda.begin()
    hedda.choose_section("Harbour")
    indicator = hedda.page.locator("#w-autosave-indicator")
    expect(indicator.get_by_text("Not saved yet, please see to: Headline", exact=True)).to_be_visible()

    hedda.type_headline("Cranes at dusk")
    hedda.sees_it_saved()
    hedda.reload()
    expect(hedda.page.get_by_role("textbox", name="Headline")).to_have_value("Cranes at dusk")
    expect(hedda.page.get_by_role("combobox", name="Section")).to_contain_text("Harbour")


def test_what_is_typed_before_the_desk_begins_to_watch_is_saved_too(hedda):
    hedda.begin()
    hedda.type_headline("Gulls at the market")
    hedda.sees_it_saved()
    headline = hedda.page.get_by_role("textbox", name="Headline")

    def typed_early() -> bool:
        """Within two seconds, which a busy machine may take to load the form."""
        hedda.page.reload()
        headline.press("End")
        hedda.page.keyboard.type(", again")
        return hedda.page.locator("html[data-watching]").count() == 0

    wait_for(typed_early, what="somebody quicker than the desk")
    typed = headline.input_value()
    assert typed.endswith(", again")

    hedda.sees_it_saved()
    hedda.reload()
    expect(headline).to_have_value(typed)


def test_a_button_pressed_while_it_is_saved_makes_one_story(hedda, held_up):
    page = hedda.page
    hedda.begin()
    with page.expect_request(by_itself):
        hedda.type_headline("The second crane")
    hedda.choose_section("Harbour")
    hedda.choose_author("Ada Brook")
    hedda.add_text("Twice would be once too many.")
    hedda._more_actions(shown=True)
    hedda._at_foot("Publish").click()

    held_up.pop().continue_()

    expect(hedda.message).to_contain_text("has been published")
    assert held_up == []
    expect(stories_called(hedda, "The second crane")).to_have_count(1)


def test_ctrl_enter_in_a_text_publishes_the_words_typed_last(hedda, reader):
    hedda.write("The third crane")
    hedda.page.keyboard.type(" And then it turned.")
    hedda.page.keyboard.press("Control+Enter")
    expect(hedda.message).to_contain_text(re.compile("created and published|has been published"))

    reader.open(f"{this_month()}the-third-crane/")
    reader.sees("It happened at the lock. And then it turned.")


def test_an_issue_with_an_empty_block_is_saved_once_there_is_something_in_it(hedda):
    hedda.open("/desk/newsletters/issues/add/")
    hedda._ready()
    hedda.type_subject("Half an issue")
    hedda.add_block("Text")
    indicator = hedda.page.locator("#w-autosave-indicator")
    expect(indicator.get_by_text("Not saved yet, please see to: Body")).to_be_visible()
    hedda.page.keyboard.type("The other half.")
    hedda.sees_it_saved()
