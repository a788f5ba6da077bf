"""The way in through a real browser: first door, passkey, authenticator app."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from freesheet.staff import actions
from freesheet.staff.models import User
from tests.chromium import running_chromium
from tests.staff.conftest import PASSWORD, code

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CSP = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def house(roots, live_server, settings, monkeypatch) -> str:
    """Where the server answers, under the name passkeys ask for, with a strict policy on every page."""
    settings.SITE_URL = live_server.url.replace("127.0.0.1", "localhost")
    settings.CSRF_TRUSTED_ORIGINS = [settings.SITE_URL]
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.staff.test_browser.StrictPolicy"]
    return settings.SITE_URL


class StrictPolicy:
    """What the front door sends with the way in."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith("/desk/account/"):
            response["Content-Security-Policy"] = CSP
        return response


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page whose console stays silent, with an authenticator built in."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    session = context.new_cdp_session(opened)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield opened
    context.close()
    assert [line for line in said if "/desk/account/" in line or "Content Security" in line] == []


def stands_at(page: Page, heading: str) -> None:
    """Wait for the page of that heading; there nothing stands in anybody's way."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_from_the_first_door_by_passkey_to_the_desk_and_back_in(house, page):
    page.goto(actions.first_door())
    stands_at(page, "Welcome to the desk")
    page.get_by_label("E-mail address").fill("first@example.org")
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill("Byron")
    page.get_by_role("button", name="Go on").click()

    stands_at(page, "Set up your second factor")
    page.get_by_role("link", name="Set up a passkey").click()
    stands_at(page, "Set up a passkey")
    page.get_by_role("button", name="Set up").click()

    stands_at(page, "Recovery codes")
    assert page.locator(".codes li").count() == 10
    page.get_by_role("link", name="go to the desk").click()
    page.wait_for_url(f"{house}/desk/")
    assert User.objects.get().is_superuser

    page.context.clear_cookies()
    page.goto(f"{house}/desk/")
    stands_at(page, "Sign in to the desk")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{house}/desk/")


def test_password_then_authenticator_app(house, page, ada):
    page.goto(f"{house}/desk/reports/locked/")
    page.get_by_label("E-mail address").fill(ada.email)
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("Something is not right")
    stands_at(page, "Sign in to the desk")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    stands_at(page, "Your second factor")
    page.get_by_label("Code from").fill(code())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{house}/desk/reports/locked/")


def test_an_app_is_set_up_by_hand(house, page, new):
    page.goto(f"{house}/desk/account/login/")
    page.get_by_label("E-mail address").fill(new.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Set up an app").click()
    stands_at(page, "Confirm that it is you")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    stands_at(page, "Set up an authenticator app")
    page.get_by_label("Six digits").fill(code(page.locator(".secret").inner_text()))
    page.get_by_role("button", name="Finish").click()
    stands_at(page, "Recovery codes")
    cache.clear()
    page.goto(f"{house}/desk/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Set up").click()
    stands_at(page, "How you sign in")
    page.get_by_role("link", name="See them").click()
    stands_at(page, "Passkeys")
