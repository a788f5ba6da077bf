"""Chromium as journeys and benchmarks run it: Debian's own, without a window."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.servers import Newsroom

PROGRAM = "/usr/bin/chromium-headless-shell"


def launched(playwright: Playwright, *, at: Newsroom | None = None) -> Browser:
    """A browser; for it that newsroom is where its address says, though another may have the same."""
    arguments = ["--no-sandbox", "--disable-gpu"]
    if at:
        arguments.append(f"--host-resolver-rules=MAP {at.authority} {at.host}:{at.port}")
    return playwright.chromium.launch(executable_path=PROGRAM, args=arguments)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """A browser for as long as it is needed."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()
