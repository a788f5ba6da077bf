"""How fast an issue leaves, beside smtp-source, which sends one text over and over and knows no reader.

Run     .venv/bin/python -m bench.send [--readers 20000]      (needs Postfix's smtp-sink and smtp-source)
Prints  mails a second of one worker, personal to each reader, without and with DKIM; the ratio to smtp-source in the
        same run; the worker's memory
Bar     0.5 of smtp-source without DKIM; memory flat
"""

import argparse
import contextlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.servers import Newsroom, free_port

LETTER_BYTES = 30_000
LINES = 4
SEND = """
from django.utils import timezone
from wagtail.models import Locale
from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.models import Issue, Newsletter, Subscription
from freesheet.private.readers.models import Reader
now, readers = timezone.now(), {readers}
english = Locale.objects.get(language_code="en")
morning, made = Newsletter.objects.get_or_create(locale=english, name="Morning", slug="morning")
if made:
    Reader.objects.bulk_create(
        [Reader(email=f"r{{n}}@example.org", proven_at=now) for n in range(readers)], batch_size=5000)
    Subscription.objects.bulk_create([Subscription(reader=reader, newsletter=morning, confirmed_at=now)
        for reader in Reader.objects.iterator()], batch_size=5000)
issue = Issue.objects.create(
    newsletter=morning, subject="The lock is open", body=[("text", "<p>" + "Wider and wider. " * {words} + "</p>")])
started = timezone.now()
steering.send(issue)
print((timezone.now() - started).total_seconds())
"""
TALLY = """
from freesheet.private.newsletters.models import Issue
issue = Issue.objects.order_by("pk").last()
print(issue.deliveries.tallied()["accepted"])
"""


@contextlib.contextmanager
def sink() -> Iterator[int]:
    """smtp-sink on a port of its own; keeps nothing."""
    port = free_port()
    user = ["-u", "nobody"]
    running = subprocess.Popen(["smtp-sink", *user, f"127.0.0.1:{port}", "256"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    try:
        yield port
    finally:
        running.terminate()
        running.wait()


def yardstick(port: int, mails: int) -> float:
    """Mails a second of smtp-source, connections reused."""
    command = ["smtp-source", "-d", "-s", str(LINES), "-m", str(mails), "-l", str(LETTER_BYTES)]
    started = time.perf_counter()
    subprocess.run([*command, f"127.0.0.1:{port}"], check=True)
    return mails / (time.perf_counter() - started)


def memory_mb(process: subprocess.Popen[bytes]) -> float:
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024
    return 0.0


def send(newsroom: Newsroom, readers: int) -> tuple[float, float, list[float]]:
    """Seconds the freezing took, mails a second, and the worker's memory in MB, each second."""
    froze = float(newsroom.python(SEND.format(readers=readers, words=LETTER_BYTES // 2 // 17)).splitlines()[-1])
    command = [sys.executable, "-m", "freesheet", "work", "--until-idle"]
    started = time.perf_counter()
    working = subprocess.Popen(command, env=newsroom.variables())
    memory = []
    while working.poll() is None:
        memory.append(memory_mb(working))
        time.sleep(0.5)
    took = time.perf_counter() - started
    accepted = int(newsroom.python(TALLY))
    assert accepted == readers, (accepted, readers)
    return froze, readers / took, memory


def told(name: str, rate: float, source: float, memory: list[float]) -> None:
    half = memory[len(memory) // 2 :]
    print(
        f"{name:24} {rate:7.0f}/s   {rate / source:5.2f} of smtp-source   "
        f"memory {max(memory[: len(memory) // 2 + 1]):.0f} MB in the first half, {max(half):.0f} MB in the second",
        flush=True,
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--readers", type=int, default=20_000)
    readers = asked.parse_args().readers
    if not shutil.which("smtp-sink"):
        sys.exit("smtp-sink is missing: install postfix")
    with tempfile.TemporaryDirectory(prefix="freesheet-send-") as folder, sink() as port:
        newsroom = Newsroom(Path(folder) / "data", {"FREESHEET_SMTP_URL": f"smtp://127.0.0.1:{port}"})
        newsroom.command("prepare")
        newsroom.command("work", "--until-idle")
        for dkim in ("no", "yes"):
            newsroom.environment["FREESHEET_DKIM"] = dkim
            source = yardstick(port, readers)
            froze, rate, memory = send(newsroom, readers)
            print(f"smtp-source {source:.0f}/s; {readers} deliveries frozen in {froze:.2f} s", flush=True)
            told("with DKIM" if dkim == "yes" else "without DKIM", rate, source, memory)


if __name__ == "__main__":
    main()
