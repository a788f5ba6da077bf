"""The five jobs in Ghost, as it is installed.

Needs   a fresh Ghost that nobody has set up yet; "security": {"staffDeviceVerification": false}, or it mails a code
Rule    a section is the first tag, a topic the second, a standfirst an excerpt, a brief a post with a tag
Rule    the lead is what is featured
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

from bench.jobs.count import unseen
from bench.jobs.pictures import jpeg

HOME = "/ghost/"
NAME, PASSWORD = "ada@example.org", "a river under old bridges"
LEAD, STORIES = "The night ferry returns", ("School roof holds after storm", "The paper mill reopens its doors")


@contextmanager
def desk(browser: Browser, url: str, viewport: ViewportSize) -> Iterator[Page]:
    """Signed in, with tags and posts there; Ghost keeps no pictures to choose from."""
    context = browser.new_context(base_url=url, viewport=viewport, locale="en-GB")
    page = context.new_page()
    owner = {"name": "Ada Brook", "email": NAME, "password": PASSWORD, "blogTitle": "The Lock"}
    _ask(page, url, "authentication/setup/", {"setup": [owner]}, may_fail=True)
    _ask(page, url, "session/", {"username": NAME, "password": PASSWORD})
    for name in ("Harbour", "Town", "Briefs", "Water", "Money"):
        _ask(page, url, "tags/", {"tags": [{"name": name}]})
    for title in (*STORIES, LEAD):
        post = {"title": title, "lexical": _text("Words."), "status": "published", "featured": title == LEAD}
        _ask(page, url, "posts/", {"posts": [post]})
    _ask(
        page,
        url,
        "posts/",
        {"posts": [{"title": "To be read tomorrow", "lexical": _text("Words."), "status": "draft"}]},
    )
    yield page
    context.close()


def _ask(page: Page, url: str, what: str, data: Any, *, may_fail: bool = False) -> None:
    answer = page.request.post(f"/ghost/api/admin/{what}", headers={"Origin": url}, data=data)
    assert answer.ok or may_fail, answer.text()


def _text(words: str) -> str:
    """A paragraph as Ghost's editor keeps it."""
    plain = {"detail": 0, "format": 0, "mode": "normal", "style": "", "text": words, "type": "text", "version": 1}
    block = {"direction": "ltr", "format": "", "indent": 0, "version": 1}
    paragraph = {"children": [plain], "type": "paragraph", **block}
    return json.dumps({"root": {"children": [paragraph], "type": "root", **block}})


def file_a_story(page: Page) -> None:
    key = page.keyboard
    _begin(page)
    key.type("Otters at the lock")
    key.press("Enter")
    key.type("They came up the river in the night.")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add feature image").click()
    unseen(page)
    chooser.value.set_files({"name": "sea.jpg", "mimeType": "image/jpeg", "buffer": jpeg("teal")})
    page.get_by_role("button", name="Settings", exact=True).click()
    page.get_by_role("textbox", name="Excerpt").click()
    key.type("Three of them, seen at dawn.")
    _tag(page, "Harbour", "Water")
    _publish(page)


def correct_a_story(page: Page) -> None:
    page.get_by_role("link", name="Posts", exact=True).click()
    page.get_by_role("heading", name=STORIES[1]).first.click()
    title = page.get_by_placeholder("Post title")
    title.click()
    page.keyboard.press("End")
    page.keyboard.type(" today")
    page.keyboard.press("Control+s")
    page.get_by_text("Updated").first.wait_for()


def post_a_brief(page: Page) -> None:
    _begin(page)
    page.keyboard.type("The lock is open.")
    page.keyboard.press("Enter")
    page.keyboard.type("Boats went through at noon.")
    page.get_by_role("button", name="Settings", exact=True).click()
    _tag(page, "Briefs")
    _publish(page)


def change_the_lead(page: Page) -> None:
    """Two are featured otherwise. What a theme makes of that is its own affair."""
    page.get_by_role("link", name="Posts", exact=True).click()
    for title, does in ((STORIES[0], "Feature"), (LEAD, "Unfeature")):
        page.get_by_role("heading", name=title).first.click(button="right")
        page.get_by_role("button", name=does, exact=True).click()
        page.get_by_role("button", name=does, exact=True).wait_for(state="detached")


def schedule_a_story(page: Page) -> None:
    """At seven tomorrow."""
    key = page.keyboard
    page.get_by_role("link", name="Drafts").click()
    page.get_by_role("heading", name="To be read tomorrow").first.click()
    page.get_by_role("button", name="Publish").first.click()
    page.get_by_role("button", name="Right now").last.click()
    page.get_by_text("Schedule for later").last.click()
    page.get_by_role("textbox", name="Date Picker").last.click()
    key.press("Control+a")
    key.type(f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d}")
    key.press("Tab")
    page.get_by_role("textbox", name="Time Picker").last.click()
    key.press("Control+a")
    key.type("07:00")
    key.press("Tab")
    page.get_by_role("button", name="Continue").last.click()
    page.get_by_role("button", name="Publish post, on").last.click(force=True)
    _told(page)


def _begin(page: Page) -> None:
    """A new post; its caret stands nowhere."""
    page.get_by_role("link", name="Create new post").click()
    page.get_by_placeholder("Post title").click()


def _tag(page: Page, *names: str) -> None:
    page.locator("form").get_by_role("searchbox").first.click()
    for name in names:
        page.keyboard.type(name)
        page.locator("[role=option][aria-current=true]").filter(has_text=name).wait_for()
        page.keyboard.press("Enter")


def _publish(page: Page) -> None:
    page.get_by_role("button", name="Publish", exact=True).first.click()
    page.get_by_role("button", name="Continue").last.click()
    page.get_by_role("button", name="Publish post, right now").last.click(force=True)
    _told(page)


def _told(page: Page) -> None:
    """That it is out, or will be."""
    page.get_by_role("heading", name=re.compile("Boom|All set")).wait_for()
