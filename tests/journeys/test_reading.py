"""A reader's ways: by keyboard alone, without JavaScript, in Ukrainian, and with whatever helps them read."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.accessibility import WCAG
from tests.journeys.on_paper import links_by_page
from tests.journeys.people import Reader, this_month
from tests.journeys.scenery import EMBED
from tests.servers import wait_for

pytestmark = pytest.mark.journey
FOCUSED = "() => (element => element.tagName + ' ' + element.textContent.trim())(document.activeElement)"
OUTLINE = """element => {
  const of = getComputedStyle(element.closest(".card") ?? element);
  return [of.outlineStyle, parseFloat(of.outlineWidth)];
}"""
"""Of what has the focus; a card shows it around all of itself."""
PICTURED = """() => {
  for (const card of document.querySelectorAll(".row .card-bare")) {
    card.classList.remove("card-bare");
    card.insertAdjacentHTML("beforeend", '<div class="card-picture"><svg viewBox="0 0 3 2"></svg></div>');
  }
}"""
WHOLE = "A story with everything in it"
MONTHS = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
]


@pytest.fixture
def whole() -> str:
    """The address of the story that has every block."""
    return f"{this_month()}whole-story/"


def tab_to(reader: Reader, target: Locator, *, most: int = 60) -> None:
    """Press Tab until the focus is there, seeing at each stop where it is."""
    for _ in range(most):
        reader.page.keyboard.press("Tab")
        style, width = reader.page.locator(":focus").evaluate(OUTLINE)
        assert style != "none", reader.page.evaluate(FOCUSED)
        assert width >= 2, reader.page.evaluate(FOCUSED)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{most} times Tab, and not there: {target}")


def test_by_keyboard_alone(reader, whole):
    page = reader.page
    reader.open("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("element => document.querySelector('main').contains(element)")

    reader.open("/")
    tab_to(reader, page.get_by_role("navigation", name="Sections", exact=True).get_by_role("link", name="Town"))
    tab_to(reader, page.get_by_role("main").get_by_role("link", name=WHOLE))
    page.keyboard.press("Enter")
    reader.comes_to(whole)

    played: list[str] = []
    page.route(
        "https://www.youtube-nocookie.com/**", lambda route: (played.append(route.request.url), route.fulfill(body=""))
    )
    reader.watch.check()
    tab_to(reader, page.get_by_role("button", name="Play from YouTube"))
    assert not played
    with page.expect_request("https://www.youtube-nocookie.com/**"):
        page.keyboard.press("Enter")
    expect(page.locator("iframe[title='Embed from above']")).to_be_focused()
    assert len(played) == 1
    reader.watch.strangers.clear()


@pytest.fixture
def plain_reader(chromium, paper, looked_after):
    """A reader whose browser runs no script."""
    somebody = Reader(chromium, paper, java_script_enabled=False)
    looked_after(somebody)
    yield somebody
    somebody.leave()


def test_without_javascript_nothing_is_missing(plain_reader, whole):
    page = plain_reader.page
    plain_reader.open("/")
    page.get_by_role("main").get_by_role("link", name=WHOLE).click()
    plain_reader.comes_to(whole)
    main = page.get_by_role("main")
    for words in (
        "Heading of a part",
        "Paragraph with a link.",
        "Quote of the harbour master.",
        "Pull quote, larger.",
        "List, second",
        "Info box",
        "Council votes for the lock",
        "Picture in the text",
        "Gallery of two",
        "Table of crossings",
        "Night ferry",
        "Embed from above",
        "Button to the council",
        "More from Town",
    ):
        expect(main.get_by_text(words).first).to_be_visible()
    expect(main.get_by_role("img", name="The mole").first).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_have_count(0)
    expect(page.get_by_role("button", name="Share")).to_have_count(0)
    expect(main.locator(f"a[href='{EMBED}']")).to_be_visible()

    main.get_by_role("link", name="Water").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Water")
    expect(main.get_by_role("link", name=WHOLE)).to_be_visible()
    page.go_back()
    main.get_by_role("link", name="Ada Brook").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Brook")
    page.get_by_role("navigation", name="Sections", exact=True).get_by_role("link", name="Town").click()
    expect(main.get_by_role("link", name="What happened long ago")).to_be_visible()
    plain_reader.open(this_month())
    expect(main.get_by_role("link", name=WHOLE)).to_be_visible()
    page.locator("a[rel=prev]").click()
    expect(main.get_by_role("link", name="What happened long ago")).to_be_visible()

    plain_reader.open("/nothing-here/", status=404)
    page.get_by_role("link", name="To the front page").click()
    plain_reader.comes_to("/")


def test_the_text_edition_on_a_bad_line(plain_reader, whole):
    page = plain_reader.page
    plain_reader.open("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Text edition").click()
    plain_reader.comes_to("/text/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.resource_type))

    main = page.get_by_role("main")
    main.get_by_role("link", name=WHOLE).click()
    plain_reader.comes_to(f"/text{whole}")
    for words in (
        "Heading of a part",
        "Paragraph with a link.",
        "Quote of the harbour master.",
        "Pull quote, larger.",
        "List, second",
        "Info box",
        "Council votes for the lock",
        "Gallery of two",
        "Night ferry",
        "Embed from above",
        "Button to the council",
    ):
        expect(main.get_by_text(words).first).to_be_visible()
    assert set(asked) <= {"document", "stylesheet"}

    plain_reader.watch.expect(f"{plain_reader.newsroom.url}/favicon.ico")  # asked by Chromium beside a lone picture
    main.get_by_role("link", name="Picture: The mole").first.click()
    page.wait_for_url("**/media/**.jpg")
    page.go_back()
    main.get_by_role("link", name="Water").click()
    plain_reader.comes_to("/text/topic/water/")
    page.get_by_role("link", name="The same page with pictures").click()
    plain_reader.comes_to("/topic/water/")


def test_in_ukrainian(reader, whole):
    page = reader.page
    reader.open(whole)
    assert page.locator("html").get_attribute("lang") == "en"
    switch = page.get_by_role("navigation", name="Languages").get_by_role("link")
    assert switch.get_attribute("lang") == switch.get_attribute("hreflang") == "uk"
    expect(switch).to_have_text("Українська")
    switch.click()

    reader.comes_to(f"/uk{whole}")
    assert page.locator("html").get_attribute("lang") == "uk"
    expect(page.get_by_role("heading", level=1)).to_have_text("Історія, у якій є все")
    reader.sees("Ада Брук")
    moment = page.locator(".byline time").first.inner_text()
    assert re.search(rf"\d+ ({'|'.join(MONTHS)}) \d{{4}}", moment), moment
    for link in page.locator("link[rel=alternate][hreflang]").all():
        assert reader.newsroom.get((link.get_attribute("href") or "").removeprefix(reader.newsroom.url)).status == 200

    page.get_by_role("link", name="Приплив").first.click()
    reader.comes_to("/uk/")
    expect(page.get_by_role("main").get_by_role("link", name="Історія, у якій є все")).to_be_visible()
    reader.open("/uk/nothing-here/", status=404)
    assert page.locator("html").get_attribute("lang") == "uk"
    page.go_back()
    page.get_by_role("navigation", name="Мови").get_by_role("link", name="English").click()
    reader.comes_to("/")


def test_a_phones_first_page_waits_for_the_headlines_face_alone(chromium, paper, whole, looked_after):
    phone = Reader(chromium, paper, viewport={"width": 390, "height": 844})
    looked_after(phone)
    page, fonts = phone.page, set()
    page.on("request", lambda request: request.resource_type in ("font", "fetch") and fonts.add(Path(request.url).name))
    page.add_init_script("""addEventListener("load", () => {
      globalThis.first = document.documentElement.className;
      globalThis.early = performance.getEntriesByType("resource").map(({ name }) => name);
    })""")
    family = "element => getComputedStyle(element).fontFamily"

    phone.open(whole)
    assert {"loading", "late-text", "late-sans"} <= set(page.evaluate("first").split())
    assert [Path(name).name.partition("-")[0] for name in page.evaluate("early") if ".woff2" in name] == ["display"]
    kept = "() => Object.entries(localStorage).some(([key, at]) => key.startsWith('freesheet:faces:') && at)"
    wait_for(lambda: page.evaluate(kept), what="the typefaces to be there for the next page")
    assert "Freesheet Text" in page.locator(".body").evaluate(family)  # what nothing in sight depends on is there now
    assert "Freesheet Sans" not in page.locator(".byline").first.evaluate(family)  # a row would move
    assert "loading" not in page.locator("html").evaluate("element => element.className").split()
    assert {"display", "text", "sans", "sans-bold"} <= {name.split("-latin")[0] for name in fonts}

    phone.open("/")
    assert "Freesheet Sans" in page.locator(".masthead").first.evaluate(family)
    assert "late-" not in page.evaluate("first")
    phone.leave()


def test_a_picture_that_stalls_holds_up_no_other_and_no_script(chromium, paper, whole, looked_after):
    phone = Reader(chromium, paper, viewport={"width": 390, "height": 844})
    looked_after(phone)
    phone.page.route("**/*-full-*", lambda route: None)  # never answered
    phone.page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } });")

    phone.page.goto(whole, wait_until="commit")
    expect(phone.page.locator("html")).not_to_have_class(re.compile("loading"))
    expect(phone.page.locator("html")).to_have_class(re.compile("late-sans"))
    phone.page.get_by_text("Share").first.click()
    expect(phone.page.locator("[data-copy]").first).to_be_visible()
    phone.page.unroute_all(behavior="ignoreErrors")
    phone.leave()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(chromium, paper, looked_after, whole, scheme):
    reader = Reader(chromium, paper, color_scheme=scheme, reduced_motion="reduce")
    looked_after(reader)
    lists = ["/town/", "/author/ada-brook/", "/topic/water/", this_month(), "/news/", "/corrections/"]
    text_edition = ["/text/", f"/text{whole}", f"/uk/text{whole}", "/text/news/"]
    paths = ["/", whole, f"/uk{whole}", *lists, "/search/?q=bridge", *text_edition]
    for path, status in (*((path, 200) for path in paths), ("/nothing-here/", 404)):
        reader.open(path, status=status)
        found = Axe().run(reader.page, options=WCAG)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    reader.leave()


LARGE_LETTERS = 32
"""Pixels: a reader who has set twice the usual size."""
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
"""WCAG 2.2, 1.4.12 Text Spacing."""
ENDLESS = """() => {
  const ours = "svg, .unseen, time, .brief-mark, table, select, script, style";
  for (const element of document.querySelectorAll("main *, .masthead a, .footer *")) {
    const text = [...element.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (text && !element.closest(ours)) text.data += " https://example.org/" + "naked-address".repeat(15);
  }
}"""
"""Wherever somebody can write, a word that no line holds."""


def test_nothing_scrolls_sideways(chromium, paper, looked_after, whole):
    reader = Reader(chromium, paper)
    looked_after(reader)
    page = reader.page
    eyes = page.context.new_cdp_session(page)

    def sideways(*, width: int, letters: int = 16) -> int:
        """Pixels that the page is wider than the screen."""
        page.set_viewport_size({"width": width, "height": 800})
        eyes.send("Page.setFontSizes", {"fontSizes": {"standard": letters, "fixed": letters}})
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= letters
        return page.evaluate("document.documentElement.scrollWidth - innerWidth")

    lists = ["/town/", "/author/ada-brook/", "/topic/water/", this_month(), "/news/", "/newsletters/", "/corrections/"]
    for path in ["/", whole, f"/uk{whole}", *lists, "/search/?q=bridge", "/text/", f"/text{whole}"]:
        reader.open(path)
        assert sideways(width=360, letters=LARGE_LETTERS) <= 0, path
        page.evaluate("document.documentElement.style.fontSize = '200%'")  # as an add-on does: no query knows of it
        assert sideways(width=360) <= 0, f"{path}, letters twice as large"
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.evaluate(SPACING)
        assert sideways(width=320) <= 0, f"{path}, spaced out"
        page.evaluate("document.adoptedStyleSheets = []")
        page.evaluate(ENDLESS)
        for width, letters in ((320, LARGE_LETTERS), (320, 16), (768, 16), (1280, 16)):
            assert sideways(width=width, letters=letters) <= 0, f"{path}, endless words, {width}"
    reader.leave()


def test_on_paper_no_page_ends_with_the_name_of_a_section(reader):
    """Whatever the height of a sheet, and with a picture on every card."""
    reader.open("/")
    reader.page.evaluate(PICTURED)
    named = set(reader.page.eval_on_selector_all(".rows .row-heading a", "links => links.map(link => link.href)"))
    assert named
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "17mm")
    for height in range(190, 330, 10):
        *pages, _last = links_by_page(reader.page.pdf(width="210mm", height=f"{height}mm", margin=margin))
        assert pages
        assert not [links[-1] for links in pages if links and links[-1] in named], f"{height} mm"
