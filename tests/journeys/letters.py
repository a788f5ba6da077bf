"""A reader with an inbox: what comes to it, and what they do with it.

Rule    mail is read as it came to the relay, rows as they stand in the newsroom's own database
"""

import itertools
import re
import sqlite3
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from playwright.sync_api import Browser, Locator, Response, expect

from tests.journeys.people import Reader
from tests.mailroom.relays import ScriptedRelay
from tests.servers import Newsroom, wait_for

PLACES = itertools.count(1)
CONFIRMED = """
SELECT newsletters_newsletter.name FROM newsletters_subscription
JOIN newsletters_newsletter ON newsletters_newsletter.id = newsletter_id
JOIN readers_reader ON readers_reader.id = reader_id
WHERE email = ? AND confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY 1
"""
ALL_SCRIPTS = "Promise.all([...document.querySelectorAll('[data-later]')].map(({ dataset }) => import(dataset.later)))"


class Subscriber(Reader):
    """Reads mail too; asks from an address of their own, so that nobody else's haste counts against them."""

    def __init__(self, browser: Browser, newsroom: Newsroom, relay: ScriptedRelay, *, email: str, **options: Any):
        number = next(PLACES)
        headers = {"X-Forwarded-For": f"10.{number // 250}.{number % 250}.1"}
        super().__init__(browser, newsroom, extra_http_headers=headers, accept_downloads=True, **options)
        self.email = email
        self.headers = headers
        self.referers: list[str] = []
        self._relay = relay
        self._read = 0
        self._has_scripts = options.get("java_script_enabled", True)
        self.context.on("request", lambda request: self.referers.append(request.headers.get("referer", "")))

    def open(self, path: str, *, status: int = 200) -> Response:
        """Go there, and wait until forms answer in place: before, the browser itself says what is missing."""
        response = super().open(path, status=status)
        if self._has_scripts:
            self.page.evaluate(ALL_SCRIPTS)
        return response

    def mails(self) -> list[EmailMessage]:
        """All that came, the oldest first."""
        came = [one.content for one in list(self._relay.taken) if one.recipient == self.email]
        return [message_from_bytes(content, policy=policy.default) for content in came]

    def next_mail(self) -> EmailMessage:
        """Wait for one that was not read yet."""
        wait_for(lambda: len(self.mails()) > self._read, what=f"mail to {self.email}")
        self._read += 1
        return self.mails()[self._read - 1]

    def mail_called(self, subject: str) -> EmailMessage:
        """Wait for the one of that subject, whatever else comes meanwhile."""

        def found() -> list[EmailMessage]:
            return [mail for mail in self.mails() if mail["Subject"] == subject]

        wait_for(found, what=f"“{subject}” to {self.email}")
        return found()[0]

    def link_in(self, mail: EmailMessage, path: str) -> str:
        """The path of the first link in a mail's text that begins so."""
        found = re.search(rf"{re.escape(self.newsroom.url)}({path}\S*)", text_of(mail))
        assert found, text_of(mail)
        return found[1]

    def gets(self) -> list[str]:
        """The newsletters they are subscribed to, as the database has it."""
        with sqlite3.connect(f"file:{self.newsroom.data}/freesheet.sqlite3?mode=ro", uri=True) as rows:
            return [name for (name,) in rows.execute(CONFIRMED, [self.email])]

    def fill_in(self, email: str, *, within: Locator | None = None, label: str = "E-mail address") -> None:
        (within or self.page.get_by_role("main")).get_by_label(label).fill(email)

    def press(self, name: str, *, within: Locator | None = None) -> None:
        (within or self.page.get_by_role("main")).get_by_role("button", name=name, exact=True).click()

    def is_told(self, words: str) -> None:
        expect(self.page.get_by_role("status").filter(has_text=words)).to_be_visible()

    def sees_heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def come_in(self) -> None:
        """By the code, to their own page."""
        self.open("/account/")
        self.fill_in(self.email)
        self.press("E-mail me a link")
        self.sees_heading("Look into your e-mail")
        self.page.get_by_label("Code from the e-mail").fill(code_in(self.next_mail()))
        self.press("Sign in")
        self.sees_heading("Your account")


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def code_in(mail: EmailMessage) -> str:
    found = re.search(r"^(\d{6})\s*$", text_of(mail), re.MULTILINE)
    assert found, text_of(mail)
    return found[1]
