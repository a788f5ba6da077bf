"""The first member of staff: from the link that `freesheet run` prints to the desk, and back in."""

import pytest
from playwright.sync_api import Browser, expect

from tests.chromium import launched
from tests.journeys.desk import Editor
from tests.journeys.people import PASSWORD, App, first_link
from tests.newsrooms import copied

pytestmark = pytest.mark.journey


@pytest.fixture
def empty(tmp_path):
    """A newsroom where nobody works yet."""
    newsroom = copied(tmp_path / "empty")
    newsroom.start()
    yield newsroom
    newsroom.remove()


@pytest.fixture
def chromium(playwright, empty) -> Browser:
    return launched(playwright, at=empty)


@pytest.fixture
def ilse(empty, chromium, looked_after):
    """The first who will work here."""
    ilse = Editor(chromium, empty, email="ilse@example.org")
    looked_after(ilse)
    yield ilse
    ilse.leave()


def test_from_the_printed_link_to_the_desk_and_back_in(empty, ilse):
    page = ilse.page
    link = first_link(empty)

    page.goto(link)
    page.get_by_label("E-mail address").fill(ilse.email)
    page.get_by_label("First name").fill("Ilse")
    page.get_by_label("Last name").fill("Varga")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second factor")

    ilse.open("/desk/")
    assert ilse.path == "/desk/account/2fa/", "no desk without a second factor"
    page.get_by_role("link", name="Set up an app").click()
    ilse.app = App(page.locator(".secret").inner_text())
    page.get_by_label("Six digits").fill(ilse.app.code())
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    recovery = page.locator(".codes li").all_inner_texts()
    assert len(set(recovery)) == 10
    page.get_by_role("link", name="go to the desk").click()
    ilse.comes_to("/desk/")
    expect(page.get_by_role("link", name="Stories").first).to_be_visible()

    ilse.context.clear_cookies()
    ilse.sign_in(step=1)

    ilse.context.clear_cookies()
    ilse.watch.expect(link)
    page.goto(link)
    expect(page.get_by_label("E-mail address")).to_have_count(0)
