"""A relay: several lines kept open to one SMTP server, fed from one queue.

Rule    whoever posts records in their own thread and transaction what became of each mail, before asking for more
Source  RFC 8314 (TLS), RFC 3207 (STARTTLS)
"""

import asyncio
import contextlib
import logging
import queue
import ssl
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from enum import Enum

import aiosmtplib
import uvloop

from freesheet.doors.mailroom.relay.envelopes import Envelope, Fate, Posted, Supply
from freesheet.doors.mailroom.relay.line import Line
from freesheet.doors.mailroom.relay.pace import Pace

DIAL_SECONDS = 30.0
IDLE_SECONDS = 30.0
GATHER_SECONDS = 0.02
"""How long answers are gathered before they are recorded together."""
TELL_AGAIN_SECONDS = (0.0, 1.0, 5.0)
"""Pauses before a caller that could not record is told once more: a database may be back."""
log = logging.getLogger(__name__)


class Encryption(Enum):
    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True)
class Address:
    """Where a relay listens and how we come in. verify: whether its certificate must be good."""

    host: str
    port: int
    encryption: Encryption = Encryption.NONE
    username: str = ""
    password: str = field(default="", repr=False)
    verify: bool = True
    local_name: str = "localhost"

    def client(self) -> aiosmtplib.SMTP:
        context = ssl.create_default_context()
        if not self.verify:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.username or None,
            password=self.password or None,
            local_hostname=self.local_name,
            timeout=DIAL_SECONDS,
            use_tls=self.encryption is Encryption.TLS,
            start_tls=self.encryption is Encryption.STARTTLS,
            tls_context=context,
        )


class Relay:
    """Up to `lines` lines, dialled when they are needed and kept for a while between posts.

    a_second    mails at most in any second, by all its lines; 0: no limit
    """

    signs = True

    def __init__(self, address: Address, *, lines: int, a_second: int = 0) -> None:
        self._pace = Pace(a_second)
        self._paces = [self._pace]
        self._address = address
        self._most = lines
        self._idle: list[Line] = []
        self._busy = 0
        self._waiting: deque[Envelope] = deque()
        self._told: queue.SimpleQueue[Posted] = queue.SimpleQueue()
        self._posting = threading.Lock()
        self._hand: set[asyncio.Task[None]] = set()
        self._loop = uvloop.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="relay", daemon=True).start()

    def post(self, supply: Supply, *, pace: Pace | None = None) -> None:
        """Post what supply gives until it gives none; it has then been told of every envelope it gave.

        pace    of these mails, beside the relay's own

        One post at a time. Envelopes that no line could take come back as UNTRIED.
        """
        with self._posting:
            self._paces = [self._pace, *([pace] if pace else [])]
            under_way = 0
            told: list[Posted] = []
            try:
                while envelopes := supply(told) or under_way:
                    if isinstance(envelopes, list):
                        under_way += len(envelopes)
                        self._loop.call_soon_threadsafe(self._take, envelopes)
                    told = self._gathered()
                    under_way -= len(told)
            except BaseException:
                _tell_again(supply, [*told, *self._settled(under_way)])
                raise

    def close(self) -> None:
        """Hang up all lines that are idle."""
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result(DIAL_SECONDS)

    def _gathered(self) -> list[Posted]:
        """What became of some, one at least."""
        told = [self._told.get()]
        time.sleep(GATHER_SECONDS)
        with contextlib.suppress(queue.Empty):
            while True:
                told.append(self._told.get_nowait())
        return told

    def _settled(self, under_way: int) -> list[Posted]:
        """After trouble of the caller's: nothing more leaves, and what is on its way ends so."""
        if under_way:
            self._loop.call_soon_threadsafe(self._give_back, "whoever posted it gave up")
        return [self._told.get() for _ in range(under_way)]

    # In the loop's thread

    def _take(self, envelopes: list[Envelope]) -> None:
        self._waiting.extend(envelopes)
        for _ in range(min(self._most, len(self._waiting)) - self._busy):
            self._busy += 1
            task = self._loop.create_task(self._work())
            self._hand.add(task)
            task.add_done_callback(self._hand.discard)

    async def _work(self) -> None:
        trouble = ""
        try:
            while self._waiting:
                line = await self._line()
                await line.post(self._following, self._told.put, *self._paces)
                if line.stands:
                    self._keep(line)
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as problem:
            trouble = str(problem) or type(problem).__name__
        finally:
            self._busy -= 1
            if not self._busy:
                self._give_back(trouble or "no line could take it")

    async def _line(self) -> Line:
        while self._idle:
            if (line := self._idle.pop()).stands:
                return line
            line.close()
        return await Line.dial(self._address.client())

    def _keep(self, line: Line) -> None:
        self._idle.append(line)
        self._loop.call_later(IDLE_SECONDS, self._hang_up_if_idle, line, line.posted)

    def _hang_up_if_idle(self, line: Line, posted: int) -> None:
        if line in self._idle and line.posted == posted:
            self._idle.remove(line)
            line.close()

    async def _hang_up(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def _following(self) -> Envelope | None:
        return self._waiting.popleft() if self._waiting else None

    def _give_back(self, words: str) -> None:
        while self._waiting:
            self._told.put(Posted(self._waiting.popleft(), Fate.UNTRIED, words=words))


def _tell_again(supply: Supply, posted: list[Posted]) -> None:
    """Tell a caller in trouble what became of its mails, for they may have been taken; what it gives stays."""
    for pause in TELL_AGAIN_SECONDS if posted else ():
        time.sleep(pause)
        try:
            supply(posted)
        except Exception:
            log.exception("what became of %s mails could not be recorded", len(posted))
        else:
            return
