"""How far a long command is, told as it goes: one line that changes on a terminal, a line now and then elsewhere."""

import time
from datetime import timedelta
from typing import Any

ON_TERMINAL_SECONDS, ELSEWHERE_SECONDS = 0.2, 10.0


class Progress:
    """Of so many pages. stdout: a command's, or None where nothing is to be said."""

    def __init__(self, stdout: Any, total: int) -> None:
        self._stdout = stdout
        self._total = total
        self._began = self._told = time.monotonic()
        self._on_terminal = bool(stdout and stdout.isatty())

    def tell(self, done: int) -> None:
        """So many are done; said if nothing was for a while."""
        now = time.monotonic()
        if self._stdout and now - self._told >= (ON_TERMINAL_SECONDS if self._on_terminal else ELSEWHERE_SECONDS):
            self._told = now
            self._write(self._words(done, now - self._began))

    def end(self, outcomes: str) -> None:
        """Say what came of it; outcomes: in words, empty where nothing was to be done."""
        took = time.monotonic() - self._began
        if self._stdout:
            self._write(f"{outcomes or 'nothing was stale'}, in {duration(took)}", end="\n")

    def _words(self, done: int, seconds: float) -> str:
        rate = done / seconds
        left = f", {duration((self._total - done) / rate)} left" if rate > 0 and done < self._total else ""
        return f"{done:,} of {self._total:,} pages, {rate:.0f} a second{left}"

    def _write(self, words: str, *, end: str = "") -> None:
        before, end = ("\r\033[K", end) if self._on_terminal else ("", "\n")
        self._stdout.write(before + words, ending=end)
        self._stdout.flush()


def duration(seconds: float) -> str:
    """4:05 of minutes and seconds, or 1:04:05 of hours too."""
    whole = str(timedelta(seconds=round(seconds)))
    return whole.removeprefix("0:").removeprefix("0") if seconds < 3600 else whole
