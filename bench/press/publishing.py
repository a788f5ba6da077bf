"""From an editor's publishing to readers: how long until each page that shows a new story is at the front door.

Rule    a draft is written before; the clock runs from the call that publishes it, in a process of its own
"""

import http.client
import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.servers import Newsroom

EVERY_SECONDS, LONGEST_SECONDS = 0.01, 30.0
BARS_MS = {"own page": 130, "front page": 300, "RSS": 300, "section page": 500}
EDITOR = """
import gc, json, sys, time
from freesheet.public.masthead.models import Author, Section, Topic
from freesheet.public.stories.models import Archive, Story
from freesheet.kit.periods import Period
from django.utils import timezone
of = {"locale__language_code": "en"}
archive, section = Archive.objects.get(**of), Section.objects.filter(**of).first()
author, topics = Author.objects.filter(**of).first(), list(Topic.objects.filter(**of)[:3])
gc.collect(); gc.freeze()  # as in the processes of the desk
for line in sys.stdin:
    word = line.strip()
    text = " ".join(f"{word} is a word of this story" for _ in range(40))
    story = Story(title=f"Of {word}", slug=word, section=section, live=False, locale=archive.locale,
                  body=[("paragraph", f"<p>{text}</p>")] * 8)
    archive.add_child(instance=story)
    story.bylines.create(author=author, role="words")
    story.topics.set(topics)
    revision = story.save_revision()
    month = Period.month_of(timezone.now())
    print(json.dumps({"own page": f"/{month.path}/{word}/", "front page": "/", "RSS": "/feed.rss",
                      "section page": section.address}), flush=True)
    sys.stdin.readline()
    began = time.time()
    revision.publish()
    print(began, time.time() - began, flush=True)
"""


class Editor:
    """Somebody in a process of their own who publishes a story when told to."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._shell = subprocess.Popen(
            [sys.executable, "-m", "freesheet", "shell", "-v", "0", "-c", EDITOR],
            env=newsroom.variables(),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._shell.stdin is not None
        assert self._shell.stdout is not None
        self._in, self._out = self._shell.stdin, self._shell.stdout

    def write(self, word: str) -> dict[str, str]:
        """A draft; returns the paths of the pages that will show it."""
        print(word, file=self._in, flush=True)
        paths: dict[str, str] = json.loads(self._out.readline())
        return paths

    def publish(self) -> tuple[float, float]:
        """When the call began, by time.time(), and how many seconds it took."""
        print(file=self._in, flush=True)
        began, took = map(float, self._out.readline().split())
        return began, took

    def leave(self) -> None:
        self._in.close()
        self._shell.wait(30)


def seen_at(newsroom: Newsroom, path: str, word: str) -> float:
    """When the page at path first has the word, by time.time(); 0 where it never had."""
    connection = http.client.HTTPConnection(newsroom.host, newsroom.port, timeout=10)
    until = time.time() + LONGEST_SECONDS
    try:
        while time.time() < until:
            connection.request("GET", path, headers={"Host": newsroom.authority})
            if word.encode() in connection.getresponse().read():
                return time.time()
            time.sleep(EVERY_SECONDS)
    finally:
        connection.close()
    return 0.0


@dataclass
class Latencies:
    """Seconds, by what was waited for."""

    taken: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, seconds: float) -> None:
        self.taken.setdefault(name, []).append(seconds)


def publish(newsroom: Newsroom, editor: Editor, word: str, latencies: Latencies) -> None:
    paths = editor.write(word)
    seen: dict[str, float] = {}

    def watch(name: str, path: str) -> None:
        seen[name] = seen_at(newsroom, path, word)

    watchers = [threading.Thread(target=watch, args=entry) for entry in paths.items()]
    for watcher in watchers:
        watcher.start()
    time.sleep(0.1)
    began, took = editor.publish()
    latencies.add("publishing itself", took)
    for watcher in watchers:
        watcher.join()
    for name, moment in seen.items():
        latencies.add(name, moment - began if moment else float("inf"))


def report(circumstances: str, latencies: Latencies) -> None:
    cells = []
    for name in ("publishing itself", *BARS_MS):
        taken = [seconds * 1000 for seconds in latencies.taken[name]]
        median, bar = statistics.median(taken), BARS_MS.get(name)
        cells.append(f"{median:.0f} ms, worst {max(taken):.0f}{' **missed**' if bar and median > bar else ''}")
    print(f"| {circumstances} | {' | '.join(cells)} |", flush=True)


def measure(
    newsroom: Newsroom, editor: Editor, circumstances: str, *, times: int, name: str, between: Callable[[], object]
) -> None:
    """One line of the table: so many stories published, one after the other, and between() in between."""
    latencies = Latencies()
    for number in range(times):
        publish(newsroom, editor, f"{name}{number}x{int(time.time() * 1000) % 10**8}", latencies)
        between()
    report(circumstances, latencies)


def heading() -> str:
    bars = " | ".join(f"{name} (bar {bar})" for name, bar in BARS_MS.items())
    return f"| publish → | itself | {bars} |\n|---|---|---|---|---|---|"
