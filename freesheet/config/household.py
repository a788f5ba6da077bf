"""One process tree: the front door and the workers, started together, ended together, restarted when they fall.

Rule    a child that dies is started again and said so; one Ctrl-C ends all, in order
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from freesheet.kit.processes import PARENT

GRACE_SECONDS = 20.0
CALM_SECONDS = 30.0
LONGEST_PAUSE_SECONDS = 30.0
CHILDREN_EVERY_SECONDS = 0.1


@dataclass
class Child:
    """One process that must always run."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0
    start_at: float = field(default=0.0)

    def start(self) -> None:
        # a session of its own: the terminal's Ctrl-C reaches only us, and we end the children in order
        environment = {**os.environ, PARENT: str(os.getpid())}
        self.process = subprocess.Popen(self.command, start_new_session=True, env=environment)  # noqa: S603 (ours)
        self.started = time.monotonic()

    def fallen(self) -> int | None:
        """The exit code of a process that ended, once; None while it runs or waits to be started."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        _end_group(self.process.pid)
        self.process = None
        self.falls = self.falls + 1 if time.monotonic() - self.started < CALM_SECONDS else 1
        self.start_at = time.monotonic() + min(2.0 ** (self.falls - 1) - 1, LONGEST_PAUSE_SECONDS)
        return code


class Household:
    """Children that are kept running until a signal says stop."""

    def __init__(self, children: list[Child], *, say: Callable[[str], object]) -> None:
        self._children = children
        self._say = say
        self._stopping = False

    def run(self) -> None:
        """Start all, keep them up, and return when all have ended after SIGINT or SIGTERM."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for child in self._children:
            child.start()
        while not self._stopping:
            self._look_after()
            time.sleep(CHILDREN_EVERY_SECONDS)
        self._end()

    def _stop(self, number: int, frame: object) -> None:
        self._stopping = True

    def _look_after(self) -> None:
        for child in self._children:
            if (code := child.fallen()) is not None:
                self._say(f"The {child.name} stopped ({_words(code)}). Starting it again.")
            if child.process is None and time.monotonic() >= child.start_at:
                child.start()

    def _end(self) -> None:
        running = [child.process for child in self._children if child.process is not None]
        for process in running:
            process.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _end_group(process.pid)
                process.wait()


def _end_group(pid: int) -> None:
    """End what a child that led its own session has left behind: Granian's workers outlive a killed Granian."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _words(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def our(*arguments: str) -> list[str]:
    """The command line of a freesheet command in this Python."""
    return [sys.executable, "-m", "freesheet", *arguments]
