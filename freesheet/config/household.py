"""One process tree: the front door and the workers, started together, ended together, restarted when they fall.

Rule    a child that dies is started again and said so; one Ctrl-C ends all, in order
Rule    children are forked from a process that has loaded everything and done nothing: what is loaded is there once,
        and no thread, connection or lock is copied
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.context import ForkProcess

from django.conf import settings
from django.db import connections

from freesheet.kit.processes import PARENT, call_oneself, die_with_parent

GRACE_SECONDS = 20.0
CALM_SECONDS = 30.0
LONGEST_PAUSE_SECONDS = 30.0
CHILDREN_EVERY_SECONDS = 0.1
_ENDING = (signal.SIGINT, signal.SIGTERM)


def load() -> None:
    """Import what children need before there is any. The collector leaves it alone, so that its memory stays shared."""
    import_module(settings.ROOT_URLCONF)
    connections.close_all()
    gc.collect()
    gc.freeze()


def forked(name: str, main: Callable[[], object]) -> ForkProcess:
    """A process that does main() and nothing else, in a session of its own: the terminal's Ctrl-C is for us alone."""
    process = multiprocessing.get_context("fork").Process(target=_live, args=(name, main, os.getpid()), name=name)
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # one that comes while it still has our handlers would be lost
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    return process


def _live(name: str, main: Callable[[], object], parent: int) -> None:
    os.setsid()
    os.environ[PARENT] = str(parent)
    die_with_parent(parent)
    call_oneself(f"freesheet {name}")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    main()


@dataclass
class Child:
    """One process that must always run.

    command     what it does, as of freesheet: its name among processes
    """

    name: str
    command: str
    main: Callable[[], object]
    process: ForkProcess | None = None
    started: float = 0.0
    falls: int = 0
    start_at: float = field(default=0.0)

    def start(self) -> None:
        self.process = forked(self.command, self.main)
        self.started = time.monotonic()

    def fallen(self) -> int | None:
        """The exit code of a process that ended, once; None while it runs or waits to be started."""
        if self.process is None or (code := self.process.exitcode) is None:
            return None
        _end_group(self.process)
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
        for number in _ENDING:
            signal.signal(number, self._stop)
        try:
            for child in self._children:
                child.start()
            while not self._stopping:
                self._look_after()
                time.sleep(CHILDREN_EVERY_SECONDS)
        finally:
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
            process.join(max(0.1, until - time.monotonic()))
            if process.is_alive():
                _end_group(process)
                process.join()


def _end_group(process: ForkProcess) -> None:
    """End what a child that led its own session has left behind: Granian's workers outlive a killed Granian."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid or 0, signal.SIGKILL)
    process.kill()  # that has not led one yet


def _words(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
