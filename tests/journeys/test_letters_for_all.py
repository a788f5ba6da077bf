"""Every page on the way to a newsletter and out of it, by light and by dark, in both languages: axe finds nothing.

Rule    the flood comes last: after it every form of the paper asks browsers for work
"""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Request, Route, expect

from tests.accessibility import WCAG
from tests.journeys.conftest import FLOOD
from tests.journeys.letters import Subscriber
from tests.journeys.people import this_month

pytestmark = pytest.mark.journey
WAYS = (
    # language, prefix, newsletter, who gets it already, who signs up
    ("en", "", "morning", "orla@example.org", "ada@example.net"),
    ("uk", "/uk", "ranok", "oles@example.org", "ada@example.com"),
)
HIDDEN_ON_PAPER = "form, .button, [role=status]:not(.own-lead)"


def nothing_is_in_the_way(reader: Subscriber) -> None:
    for scheme in ("light", "dark"):
        reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(reader.page, options=WCAG)
        assert found.violations_count == 0, f"{reader.path}, {scheme}: {found.generate_report()}"


def go_on(reader: Subscriber) -> None:
    """The page's own button: the last, if its form has been sent back."""
    reader.page.get_by_role("main").locator("form .button").last.click()
    reader.page.wait_for_load_state()
    nothing_is_in_the_way(reader)


@pytest.mark.parametrize(("language", "prefix", "newsletter", "getting", "asking"), WAYS)
def test_nothing_stands_in_the_way_of_a_letter(somebody, language, prefix, newsletter, getting, asking):
    asks = somebody(asking, locale=language)
    page = asks.page
    for path in ("/newsletters/", f"/newsletters/{newsletter}/", f"{this_month()}whole-story/"):
        asks.open(f"{prefix}{path}")
        nothing_is_in_the_way(asks)
    form, field = page.locator("[data-sign-up]"), page.locator("[data-sign-up] [type=email]")
    asks.watch.expect(f"{asks.newsroom.url}{prefix}/newsletters/sign-up/")
    field.fill("ada")
    form.locator("button").click()
    expect(field).to_have_attribute("aria-invalid", "true")
    nothing_is_in_the_way(asks)
    field.fill(asking)
    form.locator("button").click()
    expect(field).to_have_value("")
    nothing_is_in_the_way(asks)

    asks.open(asks.link_in(asks.next_mail(), f"{prefix}/newsletters/confirm/"))
    nothing_is_in_the_way(asks)
    go_on(asks)
    assert len(asks.gets()) == 1
    asks.open(f"{prefix}/newsletters/signed-up/")
    nothing_is_in_the_way(asks)
    asks.open(f"{prefix}/newsletters/confirm/?token=x", status=410)
    nothing_is_in_the_way(asks)
    account(asks, language)
    leaving(somebody(getting, locale=language))


def account(reader: Subscriber, language: str) -> None:
    page, at = reader.page, reader.newsroom.url
    for path in ("ask/", "code/"):
        reader.watch.expect(f"{at}/account/{path}")
    reader.open(f"/account/?in={language}")
    nothing_is_in_the_way(reader)
    page.locator("[name=email]").fill("ada,")
    go_on(reader)
    page.locator("[name=email]").fill(reader.email)
    go_on(reader)
    page.locator("[name=code]").fill("x")
    go_on(reader)
    link = reader.link_in(reader.next_mail(), "/account/enter/")
    reader.open(link)
    nothing_is_in_the_way(reader)
    go_on(reader)
    reader.open(link, status=410)
    nothing_is_in_the_way(reader)
    reader.open("/account/?saved=1")
    nothing_is_in_the_way(reader)
    on_paper(reader)
    reader.open("/account/erase/")
    nothing_is_in_the_way(reader)
    go_on(reader)
    assert reader.gets() == []


def on_paper(reader: Subscriber) -> None:
    """What can only be pressed stands on no paper."""
    reader.page.emulate_media(media="print")
    for pressed in reader.page.get_by_role("main").locator(HIDDEN_ON_PAPER).all():
        expect(pressed).to_be_hidden()
    expect(reader.page.get_by_role("heading", level=1)).to_be_visible()
    reader.page.emulate_media(media="screen")


def leaving(reader: Subscriber) -> None:
    reader.open(reader.link_in(reader.next_mail(), "/u/"))
    nothing_is_in_the_way(reader)
    for _left_then_returned in range(2):
        go_on(reader)
    reader.open(reader.link_in(reader.mails()[0], "/u/"))
    go_on(reader)
    reader.page.goto(reader.page.url)
    nothing_is_in_the_way(reader)
    go_on(reader)
    assert len(reader.gets()) == 1


def test_in_a_flood_a_browser_works_a_little_and_its_reader_waits_a_little(somebody, paper, relay):
    path, morning = "/newsletters/sign-up/", {"newsletters": "1"}

    def send(number: int) -> int:
        body = urlencode({"email": f"bot{number}@example.org", **morning}).encode()
        return paper.get(path, method="POST", data=body, X_Forwarded_For=f"172.16.{number}.1").status

    with ThreadPoolExecutor(4) as hands:
        assert set(hands.map(send, range(FLOOD))) == {302}
    rill = somebody("rill@example.org")
    rill.watch.expect(f"{paper.url}{path}")
    rill.open("/newsletters/morning/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route) if is_solved(route.request) else route.continue_()

    rill.page.route(f"{paper.url}{path}", hold)
    rill.fill_in(rill.email)
    with rill.page.expect_request(is_solved, timeout=60_000):
        rill.press("Sign up")
    rill.is_told("One moment …")
    expect(rill.page.get_by_role("button", name="Sign up")).to_have_attribute("aria-disabled", "true")
    nothing_is_in_the_way(rill)
    held[0].continue_()
    rill.is_told("Thank you for signing up.")
    assert rill.link_in(rill.next_mail(), "/newsletters/confirm/")


def is_solved(request: Request) -> bool:
    return "riddle" in (request.post_data or "")
