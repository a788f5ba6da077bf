"""One running newsroom, one Chromium, and the people in them.

Rule    a person's browser is looked after each test: whatever it complained of fails that test
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests import evidence
from tests.chromium import launched
from tests.journeys.desk import Editor
from tests.journeys.letters import Subscriber
from tests.journeys.people import Person, Reader
from tests.mailroom.relays import ScriptedRelay
from tests.newsrooms import copied_with_scenery
from tests.servers import Newsroom

FLOOD = 60
"""Sign-ups from which on the paper's forms ask browsers for work."""
READS_EVENING_ALONE = """
from django.utils import timezone
from freesheet.private.newsletters.models import Newsletter
from tests.newsletters.conftest import subscribed
evening = Newsletter.objects.get(slug="evening")
evening.subscriptions.filter(ended_at=None).exclude(reader__email="{email}").update(ended_at=timezone.now())
if not evening.subscriptions.filter(reader__email="{email}").exists():
    subscribed("{email}", evening)
"""
SEND_ISSUES = "from tests.journeys.scenery import send_issues; send_issues()"
expect.set_options(timeout=15_000)
"""A person waits longer than five seconds while other tests have the machine."""


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver
        for person in [witness for witness in evidence.present if isinstance(witness, Person)]:
            person.leave()  # a test that failed early, or a person who could not sign in, left them here


@pytest.fixture(scope="package")
def chromium(playwright, paper) -> Browser:
    """Everybody's browser: it finds the paper where its address says."""
    return launched(playwright, at=paper)


@pytest.fixture(scope="package")
def relay() -> Iterator[ScriptedRelay]:
    """Where the paper's mail goes."""
    with ScriptedRelay() as there:
        yield there


@pytest.fixture(scope="package")
def paper(tmp_path_factory, relay) -> Iterator[Newsroom]:
    """The newsroom of all journeys, running behind a proxy, a relay beside it: the cast and the scenery are in it."""
    running = copied_with_scenery(tmp_path_factory.mktemp("journeys") / "newsroom")
    running.environment |= {
        "FREESHEET_SMTP_URL": f"smtp://127.0.0.1:{relay.port}",
        "FREESHEET_TRUSTED_PROXIES": "1",
        "FREESHEET_FLOOD_OF_SIGN_UPS": str(FLOOD),
    }
    running.python(SEND_ISSUES)
    running.start()
    yield running
    log = running.log.read_text()
    running.remove()
    assert "Traceback" not in log, log
    assert "Starting it again" not in log, log


@pytest.fixture(autouse=True)
def traced_from_here() -> None:
    """A trace is of one test, also of somebody who was here before."""
    for person in evidence.present:
        if isinstance(person, Person):
            person.begin_anew()


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


@pytest.fixture(scope="package")
def ines_at_work(chromium, paper) -> Iterator[Editor]:
    ines = Editor(chromium, paper, email="ines@example.org")
    ines.sign_in()
    yield ines
    ines.leave()


@pytest.fixture
def ines(ines_at_work, looked_after) -> Editor:
    """Another editor, signed in."""
    looked_after(ines_at_work)
    return ines_at_work


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


@pytest.fixture
def only_reader_of_evening(paper) -> Callable[[str], None]:
    """Makes the one at an address the reader of Evening, as if they had signed up long ago and others had left."""

    def read(email: str) -> None:
        paper.python(READS_EVENING_ALONE.format(email=email))

    return read


@pytest.fixture
def somebody(chromium, paper, relay, looked_after) -> Iterator[Callable[..., Subscriber]]:
    """Makes people with an inbox, and sees them off."""
    made: list[Subscriber] = []

    def make(email: str, **options: Any) -> Subscriber:
        made.append(Subscriber(chromium, paper, relay, email=email, **options))
        looked_after(made[-1])
        return made[-1]

    yield make
    for one in made:
        one.leave()
