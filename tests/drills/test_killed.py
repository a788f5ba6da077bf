"""kill -9 of everything in the middle of publishing: each page stays whole, nothing due is lost."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.servers import wait_for

pytestmark = pytest.mark.drill

PUBLISH = """
import sys
from freesheet.public.stories.models import Story
stories = list(Story.objects.order_by("pk"))
for version in range({start}, {end}):
    story = stories[version % len(stories)]
    story.refresh_from_db()
    story.title = f"Version {{version:03d}}"
    story.body = [("paragraph", f"<p>{{'v%03d ' % version * 2000}}</p>")]
    story.save_revision().publish()
    print("acknowledged", version, story.pk, story.address, flush=True)
"""
KILLS_AFTER = (20, 45, 70)
VERSION = re.compile(r"<h1[^>]*>\s*Version (\d{3})")


def whole(page: str) -> bool:
    """A page is whole when it ends as it should and all of its words are of one version."""
    return page.rstrip().endswith("</html>") and len(set(re.findall(r"\bv(\d{3})\b", page))) <= 1


def test_killing_everything_in_the_middle_of_a_hundred_publishes(newsroom):
    newsroom.start()
    acknowledged: dict[str, int] = {}
    torn: list[str] = []
    reading = threading.Event()

    def read() -> None:
        while not reading.wait(0.02):  # a reader, not a load
            for address in list(acknowledged):
                try:
                    reply = newsroom.get(address, timeout=5)
                except OSError:
                    continue  # the front door was just killed
                if reply.status == 200 and not whole(reply.text):
                    torn.append(address)

    reader = threading.Thread(target=read)
    reader.start()
    version = 0
    while version < 100:
        code = PUBLISH.format(start=version, end=100)
        publisher = subprocess.Popen(
            [sys.executable, "-m", "freesheet", "shell", "-v", "0", "-c", code],
            env=newsroom.variables(),
            stdout=subprocess.PIPE,
            text=True,
        )
        assert publisher.stdout is not None
        last = version + random.randint(15, 35)
        for line in publisher.stdout:
            _, number, _pk, address = line.split()
            acknowledged[address] = int(number)
            version = int(number) + 1
            if version in KILLS_AFTER:
                assert newsroom.kill(containing="freesheet"), "worker and web"
            if version == last:
                threading.Timer(random.uniform(0, 0.3), publisher.kill).start()
        publisher.wait()
        publisher.stdout.close()
    assert newsroom.log.read_text().count("Starting it again") >= len(KILLS_AFTER)
    wait_for(newsroom.answers, what="the household to start its children again")
    due = "from freesheet.doors.press.models import Sheet; print(Sheet.objects.filter(due_at__isnull=False).count())"
    wait_for(lambda: newsroom.python(due) == "0", seconds=90, what="everything due to be pressed")
    reading.set()
    reader.join()
    assert not torn
    for address, number in acknowledged.items():
        page = newsroom.get(address).text
        assert whole(page)
        assert int(VERSION.search(page)[1]) >= number
    assert newsroom.stop() == 0


DUE = "from freesheet.doors.press.models import Sheet; print(Sheet.objects.due().count())"
"""How many pages are."""


def test_everything_pressed_anew_goes_on_where_it_was_killed(newsroom):
    newsroom.python("from freesheet.demo import size; size.build(240)")
    newsroom.command("press", "--all", "--workers", "2")
    assert newsroom.python(DUE) == "0"
    pressing = subprocess.Popen(
        [sys.executable, "-m", "freesheet", "press", "--all", "--workers", "2"],
        env=newsroom.variables(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_until_half_pressed(newsroom)
    pressing.kill()
    pressing.wait()
    wait_for(lambda: not others_of(pressing.pid), what="its processes to end with it")

    left = int(newsroom.python(DUE))
    assert left
    pages = list((newsroom.data / "pressed" / "site").rglob("index.html"))
    assert len(pages) > 400
    assert all(page.read_text().rstrip().endswith("</html>") for page in pages if "fragments" not in page.parts)
    assert re.search(r"\d+ (pressed|same)", newsroom.command("press", "--workers", "2").stdout)
    assert newsroom.python(DUE) == "0"


def wait_until_half_pressed(newsroom) -> None:
    """First all is due, then less and less."""
    wait_for(lambda: int(newsroom.python(DUE)) > 450, what="everything to be ordered")
    wait_for(lambda: int(newsroom.python(DUE)) < 400, what="the press to be in the middle of it")


def others_of(session: int) -> list[int]:
    """Processes of a session whose leader is gone."""
    running = subprocess.run(["ps", "-o", "pid=", "-s", str(session)], capture_output=True, text=True, check=False)
    return list(map(int, running.stdout.split()))


def test_ctrl_c_says_how_much_of_everything_is_left(newsroom):
    newsroom.python("from freesheet.demo import size; size.build(240)")
    for workers in ("1", "2"):
        pressing = subprocess.Popen(
            [sys.executable, "-m", "freesheet", "press", "--all", "--workers", workers],
            env=newsroom.variables(),
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        wait_until_half_pressed(newsroom)
        os.killpg(pressing.pid, signal.SIGINT)
        _, words = pressing.communicate(timeout=30)
        assert pressing.returncode == 1
        assert re.search(r"Ended with \d+ pages still due. Without --all it goes on with them.", words), words
        assert "Traceback" not in words


def test_one_ctrl_c_ends_the_whole_tree(newsroom):
    newsroom.start()
    pids = list(newsroom.children())
    assert len(pids) >= 4
    assert newsroom.stop() == 0
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids), seconds=5, what="all to be gone")


def test_killing_the_household_leaves_no_orphan(newsroom):
    newsroom.start()
    pids = list(newsroom.children())
    newsroom.process.kill()
    newsroom.process.wait()
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids), seconds=30, what="no orphans")
    newsroom.process = None
