"""The five jobs in WordPress: its block editor, its own theme, nothing added.

Needs   a fresh WordPress in English, installed with the name and password below
Rule    a section is a category, a topic a tag, a standfirst an excerpt, a brief a post in a category
Rule    the lead is what is sticky
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, FrameLocator, Page, ViewportSize, expect

from bench.jobs.pictures import PICTURES, jpeg

HOME = "/wp-admin/"
NAME, PASSWORD = "hedda", "a-river-under-old-bridges"
PARAGRAPH = "<!-- wp:paragraph --><p>Words.</p><!-- /wp:paragraph -->"
LEAD, STORIES = "The night ferry returns", ("School roof holds after storm", "The paper mill reopens its doors")


@contextmanager
def desk(browser: Browser, url: str, viewport: ViewportSize) -> Iterator[Page]:
    """Signed in, with categories, tags, pictures and posts there; both welcomes are read and gone."""
    context = browser.new_context(base_url=url, viewport=viewport, locale="en-GB")
    page = context.new_page()
    page.goto("/wp-login.php")
    page.get_by_label("Username").fill(NAME)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log In").click()
    page.wait_for_url("**/wp-admin/")
    page.get_by_role("link", name="Dismiss the welcome panel").click()
    page.goto("/wp-admin/post-new.php")
    page.wait_for_function("window.wpApiSettings && wp.data.select('core/preferences')")
    page.evaluate("wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false)")
    _lay_out(page)
    yield page
    context.close()


def _lay_out(page: Page) -> None:
    key = {"X-WP-Nonce": page.evaluate("wpApiSettings.nonce")}

    def make(kind: str, **fields: Any) -> None:
        answer = page.request.post(f"/?rest_route=/wp/v2/{kind}", headers=key, data=fields)
        assert answer.ok, answer.text()

    for name in ("Harbour", "Town", "Briefs"):
        make("categories", name=name)
    for name in ("Water", "Money"):
        make("tags", name=name)
    for title in (*STORIES, LEAD):
        make("posts", title=title, content=PARAGRAPH, status="publish", sticky=title == LEAD)
    make("posts", title="To be read tomorrow", content=PARAGRAPH, status="draft")
    for name, colour in PICTURES.items():
        named = {"Content-Disposition": f'attachment; filename="{name}.jpg"', "Content-Type": "image/jpeg"}
        answer = page.request.post("/?rest_route=/wp/v2/media", headers=key | named, data=jpeg(colour))
        assert answer.ok, answer.text()


def file_a_story(page: Page) -> None:
    """The text comes last: the sidebar would show what belongs to a block while one writes in it."""
    key = page.keyboard
    _begin(page)
    key.type("Otters at the lock")
    page.get_by_role("button", name="Set featured image").click()
    modal = page.get_by_role("dialog", name="Featured image")
    if page.get_by_role("tab", name="Media Library").get_attribute("aria-selected") != "true":
        page.get_by_role("tab", name="Media Library").click()
    modal.get_by_role("checkbox", name="sea").first.click()
    modal.get_by_role("button", name="Set featured image").click()
    page.get_by_role("button", name="Add an excerpt").click()
    page.get_by_role("textbox", name="excerpt").click()
    key.type("Three of them, seen at dawn.")
    key.press("Escape")  # or the next click only closes it
    _categorise(page, "Harbour")
    _open(page, "Tags")
    page.get_by_role("combobox", name="Add Tag").click()
    key.type("Water")
    key.press("Enter")
    _canvas(page).get_by_role("button", name="Add default block").or_(
        _canvas(page).get_by_role("document", name="Empty block")
    ).first.click()
    key.type("They came up the river in the night.")
    _publish(page)


def correct_a_story(page: Page) -> None:
    page.locator("#dashboard_activity").get_by_role("link", name=STORIES[1]).first.click()
    title = _canvas(page).get_by_role("textbox", name="Add title")
    title.click()
    page.keyboard.press("End")
    page.keyboard.type(" today")
    page.keyboard.press("Control+s")
    page.get_by_text("Post updated.").first.wait_for()


def post_a_brief(page: Page) -> None:
    _begin(page)
    page.keyboard.type("The lock is open.")
    _categorise(page, "Briefs")
    _canvas(page).get_by_role("button", name="Add default block").click()
    page.keyboard.type("Boats went through at noon.")
    _publish(page)


def change_the_lead(page: Page) -> None:
    """Two stick otherwise, and the newer one leads."""
    page.get_by_role("link", name="Posts", exact=True).first.click()
    for title in (STORIES[0], LEAD):
        row = page.locator("tr.type-post").filter(has=page.get_by_role("link", name=title))
        row.hover()
        row.get_by_role("button", name="Quick edit").click()
        form = page.locator("tr.inline-editor")
        form.get_by_label("Make this post sticky").click()
        form.get_by_role("button", name="Update").click()
        form.wait_for(state="detached")


def schedule_a_story(page: Page) -> None:
    """At seven tomorrow."""
    key, tomorrow = page.keyboard, datetime.now(UTC) + timedelta(days=1)
    page.locator("#dashboard_quick_press").get_by_role("link", name="To be read tomorrow").first.click()
    page.get_by_role("button", name="Change date").click()
    page.get_by_role("button", name=f"{tomorrow:%B} {tomorrow.day}, {tomorrow.year}").click()
    page.get_by_role("spinbutton", name="Hours").click()
    key.press("Control+a")
    key.type("7")
    key.press("Tab")
    key.press("Control+a")
    key.type("0")
    page.get_by_role("radio", name="AM").click()
    page.get_by_role("button", name="Schedule", exact=True).click()
    page.get_by_role("region", name="Editor publish").get_by_role("button", name="Schedule", exact=True).click()
    page.get_by_text("is now scheduled").first.wait_for()


def _begin(page: Page) -> None:
    page.get_by_role("menuitem", name="New", exact=True).first.click()
    page.wait_for_url("**/post-new.php")
    _canvas(page).get_by_role("textbox", name="Add title").wait_for()
    page.wait_for_function("document.activeElement?.name === 'editor-canvas'")


def _canvas(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[name=editor-canvas]")


def _open(page: Page, panel: str) -> None:
    """The editor remembers what was open."""
    button = page.get_by_role("button", name=panel, exact=True)
    if button.get_attribute("aria-expanded") == "false":
        button.click()


def _categorise(page: Page, name: str) -> None:
    _open(page, "Categories")
    box = page.get_by_role("checkbox", name=name, exact=True)
    box.click()
    expect(box).to_be_checked()


def _publish(page: Page) -> None:
    """Asked twice, as it is set up."""
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("region", name="Editor publish").get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("is now live").first.wait_for()
