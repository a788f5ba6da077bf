"""From an address in a form to mail in an inbox, and out again: by mouse, by keys, without JavaScript, on a phone."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.letters import Subscriber, text_of
from tests.journeys.people import this_month

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = {"Content_Type": "application/x-www-form-urlencoded"}
BOUNDARY = {"Content_Type": "multipart/form-data; boundary=b"}
ONE_CLICK_MULTIPART = b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
LINKS_LOADED = "urls => Promise.all(urls.map(url => fetch(url, {headers: {'Sec-Purpose': 'prefetch'}})))"


@pytest.fixture
def story() -> str:
    return f"{this_month()}whole-story/"


def refused(reader: Subscriber, path: str) -> None:
    """The form there will be answered 422: Chromium says so in its console."""
    reader.watch.expect(f"{reader.newsroom.url}{path}")


def test_in_place_on_a_story_then_by_mail_to_a_page_of_their_own(somebody, story):
    nell = somebody("nell@example.org")
    page = nell.page
    refused(nell, "/newsletters/sign-up/")
    nell.open(story)
    form = page.get_by_role("region", name="Our newsletters")
    field = form.get_by_label("E-mail address")
    expect(form.get_by_label("Morning")).to_be_checked()
    form.get_by_label("Evening").check()

    nell.press("Sign up", within=form)
    expect(form.get_by_text("Please enter a correct e-mail address.")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("Please enter a correct e-mail address"))
    nell.fill_in("nell@gmial.com", within=form)
    nell.press("Sign up", within=form)
    expect(form.get_by_text("Did you mean nell@gmail.com?")).to_be_visible()
    nell.fill_in(nell.email, within=form)
    field.press("Enter")
    nell.is_told("Thank you for signing up. We’ve sent you a confirmation e-mail.")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    assert nell.path == story

    mail = nell.next_mail()
    assert "Morning" in text_of(mail)
    link = nell.link_in(mail, "/newsletters/confirm/")
    for method in ("GET", "HEAD", "OPTIONS"):
        nell.newsroom.get(link, method=method, Sec_Purpose="prefetch")
    nell.open(link)
    page.reload()
    assert nell.gets() == []
    nell.press("Yes, send me this")
    nell.sees_heading("You are in")
    assert nell.gets() == ["Evening", "Morning"]

    page.get_by_role("main").get_by_role("link", name="Your account").click()
    nell.fill_in(nell.email)
    nell.press("E-mail me a link")
    nell.sees_heading("Look into your e-mail")
    link = nell.link_in(nell.next_mail(), "/account/enter/")
    assert nell.newsroom.get(link, method="HEAD").status == 200
    nell.open(link)
    nell.press("Sign in")
    nell.sees_heading("Your account")
    own_page(nell)
    nobody_was_told_of(link, nell)


def own_page(nell: Subscriber) -> None:
    """Newsletters and name changed, everything taken along, everything deleted."""
    page = nell.page
    page.get_by_label("Evening").uncheck()
    nell.press("Save", within=page.get_by_role("region", name="Your newsletters"))
    nell.is_told("Saved.")
    assert nell.gets() == ["Morning"]
    page.get_by_label("Name").fill("Nell Ferris")
    nell.press("Save", within=page.get_by_role("region", name="About you"))
    nell.is_told("Saved.")
    expect(page.get_by_label("Name")).to_have_value("Nell Ferris")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download everything").click()
    told = json.loads(download.value.path().read_text())
    assert told["reader"]["name"] == "Nell Ferris"
    assert {one["newsletter"] for one in told["newsletters"]["subscriptions"]} == {"Morning", "Evening"}

    page.get_by_role("link", name="Delete everything").click()
    nell.press("Delete everything")
    nell.sees_heading("We have forgotten you")
    nell.open("/account/")
    expect(page.get_by_label("E-mail address")).to_have_value("")
    assert nell.gets() == []


def nobody_was_told_of(link: str, reader: Subscriber) -> None:
    """A token stands in no log and was sent as Referer to nobody."""
    token = link.partition("token=")[2]
    assert len(token) >= 43
    assert not [url for url in reader.referers if token in url]
    assert token not in reader.newsroom.log.read_text()


def test_without_javascript_on_a_phone(somebody, story):
    wren = somebody("wren@example.org", java_script_enabled=False, **PHONE)
    page = wren.page
    refused(wren, "/newsletters/sign-up/")
    wren.open(story)
    form = page.get_by_role("region", name="Our newsletters")
    wren.fill_in("wren@gmaill.com", within=form)
    wren.press("Sign up", within=form)
    wren.sees_heading("Nearly there")
    wren.sees("Did you mean wren@gmail.com?")
    wren.fill_in(wren.email)
    wren.press("Sign up")
    page.wait_for_url("**/newsletters/signed-up/")
    wren.is_told("Thank you for signing up. We’ve sent you a confirmation e-mail.")

    wren.open(wren.link_in(wren.next_mail(), "/newsletters/confirm/"))
    wren.press("Yes, send me this")
    wren.sees_heading("You are in")
    assert wren.gets() == ["Morning"]
    wren.come_in()
    page.get_by_label("Evening").check()
    wren.press("Save", within=page.get_by_role("region", name="Your newsletters"))
    assert wren.gets() == ["Evening", "Morning"]
    for path in ("/newsletters/", "/newsletters/morning/", "/account/", story):
        wren.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"], path


def test_with_keys_alone(somebody):
    page_of = somebody("kit@example.org")
    keys, page = page_of.page.keyboard, page_of.page
    refused(page_of, "/newsletters/sign-up/")
    page_of.open("/newsletters/")
    page.get_by_label("Morning").focus()
    keys.press("Space")
    keys.press("Tab")
    expect(page.get_by_role("link", name="More about it Morning")).to_be_focused()
    for _ in range(3):
        keys.press("Tab")
    field = page.get_by_label("E-mail address")
    expect(field).to_be_focused()
    keys.type("kit@localhost")
    keys.press("Enter")
    expect(page.get_by_text("Please enter a correct e-mail address.")).to_be_visible()
    expect(field).to_be_focused()
    keys.press("Control+A")
    keys.type("kit@example.org")
    keys.press("Enter")
    page_of.is_told("Thank you for signing up.")

    page_of.open(page_of.link_in(page_of.next_mail(), "/newsletters/confirm/"))
    button = page.get_by_role("button", name="Yes, send me this")
    for _ in range(40):
        keys.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    keys.press("Enter")
    page_of.sees_heading("You are in")
    assert page_of.gets() == ["Morning"]


def test_out_by_one_click_of_a_mail_program_or_of_a_person_and_back(somebody):
    orla = somebody("orla@example.org")
    mail, url = orla.next_mail(), orla.newsroom.url
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    header = mail["List-Unsubscribe"].strip("<>")
    orla.page.goto(f"{url}/account/")
    links = set(re.findall(rf"{re.escape(url)}/[^\s\"<>]*", mail.get_body(("html",)).get_content()))
    assert {header, f"{url}/account/?in=en"} <= links
    orla.page.evaluate(LINKS_LOADED, sorted(links))
    assert orla.gets() == ["Morning"], "whoever loads every link of a mail has left nothing"

    for body, kind in ((ONE_CLICK, FORM), (ONE_CLICK_MULTIPART, BOUNDARY), (ONE_CLICK, FORM)):
        answer = orla.newsroom.get(header, method="POST", data=body, Origin="null", Sec_Fetch_Site="cross-site", **kind)
        assert answer.status == 200
        assert not {"set-cookie", "location"} & set(answer.headers)
        assert orla.gets() == []
        orla.open(header.removeprefix(url))
        orla.sees("You have left it already.")
        orla.press("Send it to me again")
        orla.sees_heading("Good to have you back")
        assert orla.gets() == ["Morning"]
    assert orla.newsroom.get(f"{header[:-2]}AA/", method="POST", data=ONE_CLICK, **FORM).status == 404

    orla.open(orla.link_in(mail, "/u/"))
    orla.press("Leave")
    orla.sees_heading("You have left")
    assert orla.gets() == []
    orla.press("That was a mistake: send it to me")
    orla.sees_heading("Good to have you back")
    assert orla.gets() == ["Morning"]
    assert not orla.context.cookies()
