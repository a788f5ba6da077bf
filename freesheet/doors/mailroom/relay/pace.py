"""No more than so many mails in any second.

Rule    a window that slides, not one that begins anew: after a start, the second before it counts as full
"""

import asyncio
import time
from collections import deque

WINDOW_SECONDS = 1.05
"""A second, and what a mail may take on its way: the relay's clock decides."""


class Pace:
    """0 lets all through at once."""

    def __init__(self, a_second: int) -> None:
        self._last = deque([time.monotonic()] * a_second, maxlen=a_second)

    async def turn(self) -> None:
        """Wait until one more may leave."""
        if not self._last.maxlen:
            return
        at = max(self._last[0] + WINDOW_SECONDS, time.monotonic())
        self._last.append(at)
        if (wait := at - time.monotonic()) > 0:
            await asyncio.sleep(wait)
