"""An editor writes an issue, sees it as mail, tries it out, sends it, watches it go and reads the report."""

import pytest
from playwright.sync_api import expect

from tests.journeys.letters import text_of

pytestmark = pytest.mark.journey
SUBJECT = "Otters at the lock"
WORDS = "They came up the river in the night."


def begin(hedda) -> None:
    hedda.open("/desk/newsletters/issues/add/")
    hedda._ready()
    hedda.page.get_by_role("combobox", name="Newsletter").select_option("Evening")
    hedda.type_subject(SUBJECT)
    hedda.add_text(WORDS)


def test_from_an_empty_form_to_inboxes_and_the_report(hedda, somebody, only_reader_of_evening):
    page, main = hedda.page, hedda.page.get_by_role("main")
    otto, editor = somebody("otto@example.org"), somebody("hedda@example.org")
    only_reader_of_evening(otto.email)
    begin(hedda)
    hedda.sees_it_saved()
    page.get_by_role("button", name="Toggle preview").click()
    shown = page.frame_locator("iframe[title='Preview']").first
    expect(shown.get_by_text(WORDS)).to_be_visible()

    hedda.press("Read over and send")
    expect(main.get_by_text("It has no preheader")).to_be_visible()
    expect(main.get_by_text("everybody who wants it")).to_be_visible()
    page.get_by_role("radio", name="Plain text").check(force=True)
    expect(page.frame_locator("iframe[title='The mail as plain text']").get_by_text(WORDS)).to_be_visible()
    main.get_by_role("button", name="Send a trial to the ticked").click()
    expect(page.get_by_role("status")).to_contain_text("A trial is on its way to hedda@example.org")
    trial = editor.mail_called(f"Trial: {SUBJECT}")
    assert WORDS in text_of(trial)

    main.get_by_role("button", name="Go on to send").click()
    expect(main.get_by_role("heading", name="Send it to one reader of Evening?")).to_be_visible()
    main.get_by_role("button", name="Send it to one reader").click()
    expect(page.get_by_role("status").first).to_contain_text("It is on its way to one reader")
    mail = otto.next_mail()
    assert mail["Subject"] == SUBJECT
    assert WORDS in text_of(mail)
    expect(main.get_by_text("sent", exact=True)).to_be_visible(timeout=30_000)  # the page sees it by itself

    main.get_by_role("textbox", name="E-mail address").fill(otto.email)
    main.get_by_role("button", name="Find").click()
    expect(main.get_by_text(f"{otto.email}: accepted")).to_be_visible()
    otto.open(otto.link_in(mail, "/newsletters/evening/"))
    otto.sees_heading(SUBJECT)


def test_what_is_amiss_is_said_and_holds_it_back(hedda):
    page, main = hedda.page, hedda.page.get_by_role("main")
    hedda.open("/desk/newsletters/issues/add/")
    page.get_by_role("combobox", name="Newsletter").select_option("Evening")
    hedda.press("Read over and send")
    expect(main.get_by_text("It has no subject.")).to_be_visible()
    expect(main.get_by_text("It is empty")).to_be_visible()
    expect(main.get_by_role("button", name="Go on to send")).to_be_disabled()
