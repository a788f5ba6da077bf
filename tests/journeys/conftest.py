"""One running newsroom, one Chromium, and the people in them.

Rule    a person's browser is looked after each test: whatever it complained of fails that test
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.desk import Editor
from tests.journeys.people import Person, Reader
from tests.newsrooms import copied
from tests.servers import Newsroom

ROOT = Path(__file__).resolve().parents[2]
SCENERY = "from tests.journeys.scenery import lay_out; lay_out()"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def paper(prepared, tmp_path_factory) -> Iterator[Newsroom]:
    """The newsroom of all journeys, running: the cast and the scenery are in it."""
    running = copied(prepared, tmp_path_factory.mktemp("journeys") / "newsroom")
    running.command("shell", "-v", "0", "-c", SCENERY, cwd=ROOT)
    running.command("work", "--until-idle")
    running.start()
    yield running
    log = running.log.read_text()
    running.remove()
    assert "Traceback" not in log, log
    assert "Starting it again" not in log, log


@pytest.fixture
def looked_after() -> Iterator[Callable[[Person], None]]:
    """Whoever is named here is asked at the end of the test whether their browser complained."""
    people: list[Person] = []
    yield people.append
    for person in people:
        person.watch.check()


@pytest.fixture(scope="package")
def hedda_at_work(chromium, paper) -> Iterator[Editor]:
    hedda = Editor(chromium, paper, email="hedda@example.org")
    hedda.sign_in()
    yield hedda
    hedda.leave()


@pytest.fixture(scope="package")
def tobiah_at_work(chromium, paper) -> Iterator[Editor]:
    tobiah = Editor(chromium, paper, email="tobiah@example.org")
    tobiah.sign_in()
    yield tobiah
    tobiah.leave()


@pytest.fixture
def hedda(hedda_at_work, looked_after) -> Editor:
    """An editor, signed in."""
    looked_after(hedda_at_work)
    return hedda_at_work


@pytest.fixture
def tobiah(tobiah_at_work, looked_after) -> Editor:
    """A writer, signed in."""
    looked_after(tobiah_at_work)
    return tobiah_at_work


@pytest.fixture
def reader(chromium, paper, looked_after) -> Iterator[Reader]:
    """Somebody out there, with a fresh browser."""
    somebody = Reader(chromium, paper)
    looked_after(somebody)
    yield somebody
    somebody.leave()
