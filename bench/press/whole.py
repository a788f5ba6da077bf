"""The whole site pressed anew while readers read, and what the processes weigh."""

import http.client
import random
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.servers import Newsroom

BAR_SECONDS, BAR_OF_IDLE, BAR_MIB = 420, 1.5, 300
ASK_EVERY_SECONDS = 0.01
PATHS = """
import random
from freesheet.doors.press.models import Sheet
paths = list(Sheet.objects.filter(status=200, path__endswith="/").values_list("path", flat=True))
print("\\n".join(random.Random(7).sample(paths, min(2000, len(paths)))))
"""


class Readers:
    """Somebody who asks for one page after the other, a hundred a second, and how long each took, in milliseconds."""

    def __init__(self, newsroom: Newsroom, paths: list[str]) -> None:
        self._newsroom, self._paths = newsroom, paths
        self._taken: list[float] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> "Readers":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _read(self) -> None:
        connection = http.client.HTTPConnection(self._newsroom.host, self._newsroom.port, timeout=30)
        while not self._over.wait(ASK_EVERY_SECONDS):
            began = time.perf_counter()
            headers = {"Host": self._newsroom.authority, "Accept-Encoding": "gzip"}
            connection.request("GET", random.choice(self._paths), headers=headers)
            connection.getresponse().read()
            self._taken.append((time.perf_counter() - began) * 1000)
        connection.close()

    @property
    def p95(self) -> float:
        return statistics.quantiles(self._taken, n=20)[-1]


def pss_mib(pid: int) -> float:
    """A process's proportional share of memory; 0 for one that is gone. Source: proc(5), smaps_rollup."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (OSError, ProcessLookupError):
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def tree_of(pid: int) -> list[int]:
    children: list[int] = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        children += map(int, file.read_text().split())
    return [pid, *(deeper for child in children for deeper in tree_of(child))]


def weigh(newsroom: Newsroom) -> None:
    """What each process of a newsroom at rest weighs."""
    assert newsroom.process is not None
    weights = {pid: pss_mib(pid) for pid in tree_of(newsroom.process.pid)}
    for pid, mib in weights.items():
        print(f"| {Path(f'/proc/{pid}/comm').read_text().strip()} | {mib:.0f} MiB |", flush=True)
    total = sum(weights.values())
    print(f"| all together (bar {BAR_MIB}) | {total:.0f} MiB{' **missed**' if total > BAR_MIB else ''} |", flush=True)


def press_everything(newsroom: Newsroom, workers: int) -> None:
    """`press --all` in so many processes beside a running newsroom: its time, its weight, and what readers notice."""
    paths = newsroom.python(PATHS).splitlines()
    with Readers(newsroom, paths) as idle:
        time.sleep(10)
    command = [sys.executable, "-m", "freesheet", "press", "--all", *(["--workers", str(workers)] if workers else [])]
    weights: list[float] = []
    began = time.perf_counter()
    with Readers(newsroom, paths) as busy:
        pressing = subprocess.Popen(command, env=newsroom.variables(), stdout=subprocess.PIPE, text=True)
        while pressing.poll() is None:
            weights.append(sum(map(pss_mib, tree_of(pressing.pid))))
            time.sleep(2)
    took = time.perf_counter() - began
    words = (pressing.stdout.read() if pressing.stdout else "").strip().splitlines()[-1:]
    half = len(weights) // 2
    missed = " **missed**" if took > BAR_SECONDS else ""
    print(f"\nThe whole site, {' '.join(words)}: {took:.0f} s (bar {BAR_SECONDS}){missed}.")
    print(f"Weight of the press, mean of its first half {statistics.mean(weights[:half]):.0f} MiB, ", end="")
    print(f"of its second {statistics.mean(weights[half:]):.0f} MiB.")
    ratio = busy.p95 / idle.p95
    missed = " **missed**" if ratio > BAR_OF_IDLE else ""
    print(f"Readers' p95 {busy.p95:.1f} ms, idle {idle.p95:.1f} ms: {ratio:.1f} of it (bar {BAR_OF_IDLE}){missed}.\n")
