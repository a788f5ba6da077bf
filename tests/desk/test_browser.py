"""The story editor in a real browser, under a policy that forbids every inline script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from tests.desk.conftest import enter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; media-src 'self'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'self'"
)


class DeskPolicy:
    """What the front door sends with the desk."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response["Content-Security-Policy"] = POLICY
        return response


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, live_server, settings, root) -> Iterator[Page]:
    """Signed in, and told if the policy refuses anything or a script fails."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.desk.test_browser.DeskPolicy"]
    client = Client()
    enter(client, root)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1400, "height": 1000})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": f"{live_server.url}/desk/"}])
    opened = context.new_page()
    refused: list[str] = []
    opened.on("console", lambda line: refused.append(line.text) if "Content Security" in line.text else None)
    opened.on("pageerror", lambda problem: refused.append(str(problem)))
    yield opened
    context.close()
    assert refused == []


def test_the_story_editor_works_without_inline_scripts(page, newsroom):
    page.goto(f"/desk/pages/{newsroom.stories[0].pk}/edit/")
    assert page.locator("desk-call").count() == 0

    page.locator("#id_bylines-ADD").click()
    added = page.locator("#id_bylines-FORMS > *").last
    added.get_by_role("button", name="Choose").first.click()
    page.locator(".modal-body a", has_text="Ada Brook").first.click()
    page.wait_for_function("document.getElementById('id_bylines-1-author').value !== ''")

    page.locator("#id_corrections-ADD").click()
    page.locator("#id_corrections-0-stated_at").click()
    page.locator(".xdsoft_datetimepicker:visible").wait_for()
    page.keyboard.press("Escape")

    text = page.locator("[contenteditable=true]").first
    text.click()
    page.keyboard.type("More. ")
    assert "More." in text.inner_text()


@pytest.mark.parametrize("address", ["", "stories/", "invitations/", "news/", "news/new/"])
def test_our_pages_are_accessible(page, address):
    page.goto(f"/desk/{address}")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
