"""Readers and editors, with verbs for what they do in their browsers.

Rule    no verb sleeps: each waits for what a person would wait to see
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.utils import timezone
from playwright.sync_api import Browser, Page, Response, expect

from freesheet.kit.periods import Period
from tests import evidence
from tests.journeys.watch import Watch
from tests.servers import Newsroom, wait_for

PASSWORD = "a river under old bridges"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BETTER = {"width": 1400, "height": 1000}


class Person:
    """Somebody with a browser of their own: no cookies but what they are given."""

    def __init__(self, browser: Browser, newsroom: Newsroom, **options: Any) -> None:
        self.newsroom = newsroom
        self.context = browser.new_context(base_url=newsroom.url, **{"viewport": BETTER, "locale": "en", **options})
        self.context.set_default_timeout(30_000)
        self.watch = Watch(self.context)
        self.context.tracing.start()  # no pictures, which double the work; no snapshots, whose script sandboxes refuse
        self.page: Page = self.context.new_page()
        evidence.present.append(self)

    def open(self, path: str, *, status: int = 200) -> Response:
        """Go there and see that it answers so."""
        if status >= 400:
            self.watch.expect(f"{self.newsroom.url}{path}")
        response = self.page.goto(path)
        assert response is not None
        assert response.status == status, f"{path} answered {response.status}, not {status}"
        return response

    def comes_to(self, path: str) -> None:
        """Wait until a link or a form has led there."""
        self.page.wait_for_url(f"{self.newsroom.url}{path}")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.newsroom.url)

    @contextmanager
    def next_page(self) -> Iterator[None]:
        """Do what leads on, and wait until that page is there: a script that changes the address is no next page."""
        self.page.wait_for_load_state()
        with self.page.expect_event("load"):
            yield

    def leave(self) -> None:
        evidence.present.remove(self)
        self.context.close()

    def begin_anew(self) -> None:
        """Forget what a test before saw."""
        self.context.tracing.start_chunk()

    def testify(self, folder: Path, name: str) -> None:
        """Leave the trace (`playwright show-trace`), the page as seen, and its words."""
        self.context.tracing.stop_chunk(path=folder / f"{name}-trace.zip")
        self.context.tracing.start_chunk()
        (folder / f"{name}.txt").write_text(f"{self.page.url}\n\n{self.page.locator('body').inner_text()}")
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)


class Reader(Person):
    """Reads; knows no password."""

    def open(self, path: str, *, status: int = 200) -> Response:
        """Go there; what was just published is pressed at once, but on a busy machine after its publisher's answer."""
        if status == 200:
            wait_for(lambda: self.newsroom.get(path).status != 404, what=f"{path} to be there")
        return super().open(path, status=status)

    def finds(self, words: str, *, at: str) -> None:
        """Wait until the page at that address says so, asking again as a patient reader would."""
        wait_for(lambda: words in self.newsroom.get(at).text, what=f"{words!r} at {at}")

    def misses(self, words: str, *, at: str) -> None:
        """Wait until the page at that address does not say so any more."""
        wait_for(lambda: words not in self.newsroom.get(at).text, what=f"{words!r} to be gone from {at}")

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def sees_no(self, words: str) -> None:
        expect(self.page.get_by_text(words)).to_have_count(0)


@dataclass
class App:
    """An authenticator app that holds one key."""

    secret: str = SECRET

    def code(self, *, step: int = 0) -> str:
        """Six digits: of now, or so many steps of thirty seconds later; one step either way is accepted."""
        counters = list(yield_hotp_counters_from_time())
        return format_hotp_value(hotp_value(self.secret, counters[len(counters) // 2] + step))


class Staff(Person):
    """Somebody who works here: password and authenticator app at hand."""

    email: str
    app: App

    def sign_in(self, *, step: int = 0) -> None:
        """By password, then by app, to the desk."""
        self.open("/desk/")
        self.page.get_by_label("E-mail address").fill(self.email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.get_by_label("Code from").fill(self.app.code(step=step))
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.comes_to("/desk/")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()


def this_month() -> str:
    """Where stories published now live."""
    return f"/{Period.month_of(timezone.now()).path}/"


def first_link(newsroom: Newsroom) -> str:
    """The link that `freesheet run` printed for the first member of staff."""
    found = re.search(r"http\S+/desk/account/invitation/\S+", newsroom.log.read_text())
    assert found, newsroom.log.read_text()
    return found[0]
