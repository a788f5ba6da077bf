"""How long the desk takes in a newsroom with a large archive, asked over HTTP by a signed-in editor.

Run     .venv/bin/python -m bench.desk [--stories 32000] [--data FOLDER: one built before, or to be kept]
Prints  p50 and p95 of the home, the list of stories in many ways, and a story's form
Bar     the home and every list: p95 within 300 ms at 32,000 stories
"""

import argparse
import http.client
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.servers import Newsroom, wait_for

BAR_MS = 300
PORT = 27200
"""The same for every run: an install whose address has changed presses all of its pages anew."""
ANALYSE = "from freesheet.config.schedule import let_sqlite_plan; let_sqlite_plan()"
ENTER = """
import time
from django.test import Client
from freesheet.staff.models import User
user, client = User.objects.get(email="editor@example.org"), Client()
client.force_login(user)
session = client.session
session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
session["account_authentication_methods_user"] = str(user.pk)
session.save()
print("session", session.session_key)
"""
FACTS = """
from freesheet.public.masthead.models import Author, Section, Topic
from freesheet.public.stories.models import Story
of = {"locale__language_code": "en"}
story = Story.objects.live().filter(**of).newest().first()
print("facts", Story.objects.count(), story.pk, story.section_id, story.bylines.first().author_id,
      Topic.objects.filter(**of).first().pk, max(story.title.split(), key=len).strip(".,:;!?"))
"""


@dataclass(frozen=True)
class Facts:
    stories: int
    story: int
    section: int
    author: int
    topic: int
    word: str


def said(newsroom: Newsroom, code: str, mark: str) -> list[str]:
    """What code run in the newsroom printed on the line that begins with mark."""
    lines = newsroom.python(code).splitlines()
    return next(line.split()[1:] for line in lines if line.startswith(mark))


def facts_of(newsroom: Newsroom) -> Facts:
    *numbers, word = said(newsroom, FACTS, "facts")
    return Facts(*map(int, numbers), word)


def asked_for(facts: Facts) -> dict[str, str]:
    """Each page that is measured, by its name."""
    listing, last = "/desk/stories/", max(1, facts.stories // 30)
    ways = {
        "as it opens": "",
        "last page": f"?p={last}",
        "by headline": "?ordering=title",
        "of a section": f"?section={facts.section}",
        "of an author": f"?author={facts.author}",
        "of a topic": f"?topic={facts.topic}",
        "drafts": "?status=draft",
        "live with changes": "?status=changed",
        "scheduled": "?status=scheduled",
        "in review": "?status=review",
        "mine": "?whose=mine",
        "opinion": "?label=opinion",
        "of a month": "?first_published_at_from=2026-10-01&first_published_at_to=2026-10-31",
        f"with “{facts.word}”": f"?q={facts.word}",
        "with “the”": "?q=the",
        "with a word, of a section": f"?q={facts.word}&section={facts.section}&ordering=title",
    }
    return {
        "home": "/desk/",
        **{f"list, {name}": listing + query for name, query in ways.items()},
        "a story’s form": f"/desk/pages/{facts.story}/edit/",
    }


def timed(newsroom: Newsroom, path: str, *, cookie: str, times: int) -> list[float]:
    """Milliseconds of each answer to its last byte, after one that warms up."""
    taken = []
    for number in range(times + 1):
        connection = http.client.HTTPConnection("127.0.0.1", newsroom.port, timeout=120)
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie, "Host": f"localhost:{newsroom.port}"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        if number:
            taken.append((time.perf_counter() - began) * 1000)
        connection.close()
    return taken


def measured(newsroom: Newsroom, pages: dict[str, str], *, times: int, barless: str = "form") -> None:
    """Serve, ask for each page and print its line; one whose name holds barless is told without a bar."""
    cookie = f"freesheet_desk={said(newsroom, ENTER, 'session')[0]}"
    newsroom.start("serve")
    try:
        wait_for(lambda: newsroom.get("/healthz").status == 200)
        print("| | p50 | p95 |\n|---|---|---|")
        for name, path in pages.items():
            taken = timed(newsroom, path, cookie=cookie, times=times)
            p95 = statistics.quantiles(taken, n=20)[-1]
            bar = " **missed**" if p95 > BAR_MS and barless not in name else ""
            print(f"| {name} | {statistics.median(taken):.0f} ms | {p95:.0f} ms{bar} |", flush=True)
    finally:
        newsroom.stop()


def built(folder: Path, stories: int, **environment: str) -> Newsroom:
    """A newsroom with so many stories, built where there is none; environment: variables, such as a database's."""
    newsroom = Newsroom(folder, environment={"FREESHEET_DEMO": "yes", **environment}, port=PORT)
    if environment or not (folder / "freesheet.sqlite3").exists():
        newsroom.command("prepare")
        newsroom.command("demo")
        build = [sys.executable, "-m", "freesheet", "demo", "--size", str(stories)]
        subprocess.run(build, env=newsroom.variables(), check=True, stdout=subprocess.DEVNULL)
    newsroom.python(ANALYSE)  # what the schedule does every hour
    return newsroom


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=32_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    folder = options.data or Path(tempfile.mkdtemp(prefix="freesheet-bench-"))
    newsroom = built(folder, options.stories)
    facts = facts_of(newsroom)
    print(f"{facts.stories:,} stories\n")
    try:
        measured(newsroom, asked_for(facts), times=options.times)
    finally:
        if options.data is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
