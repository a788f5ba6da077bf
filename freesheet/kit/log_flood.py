"""A log that nobody outside can fill: what repeats is told a few times a minute, then counted.

Rule    a kind is a place in the code, never a text, which strangers may write; so there are as many kinds as places
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

IN_FULL = 10
"""Records of one kind that a minute holds in full."""
WINDOW_SECONDS = 60.0
LONGEST_EXAMPLE = 200
Kind = tuple[str, int, str, int, int | None]


@dataclass
class Window:
    """A minute of one kind: how many came in it, and the last of those that were not told."""

    ends_at: float
    count: int = 0
    last: logging.LogRecord | None = None

    @property
    def untold(self) -> int:
        return max(0, self.count - IN_FULL)


class CountingHandler(logging.StreamHandler[TextIO]):
    """Writes the first records of each kind; when their minute is over, one line says how many more there were."""

    def __init__(self, stream: TextIO | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(stream)
        self._clock = clock
        self._windows: dict[Kind, Window] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Called under the handler's own lock."""
        kind, now = _kind(record), self._clock()
        window = self._windows.get(kind)
        if window is None or window.ends_at <= now:
            self._sum_up(kind)
            window = self._windows[kind] = Window(now + WINDOW_SECONDS)
        window.count += 1
        if not window.untold:
            super().emit(record)
            return
        if window.last is None:
            self._sum_up_later(kind)
        window.last = record

    def close(self) -> None:
        """Tell what was counted so far: the process ends."""
        for kind in list(self._windows):
            self._sum_up(kind)
        super().close()

    def _sum_up_later(self, kind: Kind) -> None:
        """The end of a flood is told by the clock: no further record may come."""
        timer = threading.Timer(WINDOW_SECONDS, self._sum_up, [kind])
        timer.daemon = True
        timer.start()

    def _sum_up(self, kind: Kind) -> None:
        self.acquire()
        try:
            window = self._windows.pop(kind, None)
            if window is not None and window.last is not None and not self.stream.closed:
                super().emit(_summary(window.last, window.untold))
        finally:
            self.release()


def _kind(record: logging.LogRecord) -> Kind:
    return (record.name, record.levelno, record.pathname, record.lineno, getattr(record, "status_code", None))


def _summary(last: logging.LogRecord, untold: int) -> logging.LogRecord:
    words = f"{untold} more like this within a minute, the last: {last.getMessage()[:LONGEST_EXAMPLE]}"
    return logging.LogRecord(last.name, last.levelno, last.pathname, last.lineno, words, None, None)
