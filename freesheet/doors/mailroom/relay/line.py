"""One line to a relay: mails one after another, the next one's commands sent along with the last one's text.

Rule    what became of a mail is known from the relay's answer alone; silence after its text is UNKNOWN
Source  RFC 5321, RFC 2920 (pipelining)
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import aiosmtplib

from freesheet.doors.mailroom.relay.envelopes import Envelope, Fate, Posted
from freesheet.doors.mailroom.relay.pace import Pace

log = logging.getLogger(__name__)
Next = Callable[[], Envelope | None]
Tell = Callable[[Posted], None]
ANSWER_SECONDS = 300.0
LAST_ANSWER_SECONDS = 600.0
WORDS_LONGEST = 500
CLOSING = 421


class LineBroken(Exception):
    """The line ended, or the relay said what SMTP does not know."""


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    words: str

    @property
    def yes(self) -> bool:
        return 200 <= self.code < 400


class Answers(asyncio.Protocol):
    """The relay's answers in order, each waited for with answer()."""

    def __init__(self) -> None:
        self._rest = b""
        self._lines: list[bytes] = []
        self._came: deque[Answer] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self._over: Exception | None = None

    def data_received(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._lines.append(line)
            if line[3:4] != b"-":
                self._came.append(_answer(self._lines))
                self._lines = []
        if len(self._rest) + sum(map(len, self._lines)) > 2**16:
            self._over = LineBroken("an answer without an end")
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self._over = exc or LineBroken("the relay closed the line")
        self._wake()

    @property
    def quiet(self) -> bool:
        return self._over is None and not self._came and not self._rest

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def answer(self, seconds: float = ANSWER_SECONDS) -> Answer:
        """The next one; raises LineBroken, TimeoutError."""
        while not self._came:
            if self._over is not None:
                raise LineBroken(str(self._over)) from self._over
            self._waiter = asyncio.get_running_loop().create_future()
            async with asyncio.timeout(seconds):
                await self._waiter
        return self._came.popleft()


def _answer(lines: list[bytes]) -> Answer:
    words = " ".join(line[4:].strip().decode("utf-8", "replace") for line in lines)
    code = lines[-1][:3]
    return Answer(int(code) if code.isdigit() else 0, words[:WORDS_LONGEST])


class Line:
    """A connection that was dialled, encrypted and signed in."""

    def __init__(self, transport: Any, answers: Answers, *, pipelining: bool) -> None:
        self._transport = transport
        self._answers = answers
        self._pipelining = pipelining
        self.open = True
        self.posted = 0

    @property
    def stands(self) -> bool:
        """Whether it can be used: nobody hung up, and nothing was said that nobody asked."""
        return self.open and not self._transport.is_closing() and self._answers.quiet

    @classmethod
    async def dial(cls, client: aiosmtplib.SMTP) -> "Line":
        """Raises aiosmtplib.SMTPException, OSError, TimeoutError."""
        await client.connect()
        if not client.last_ehlo_response:
            await client.ehlo()
        transport, answers = client.transport, Answers()
        if transport is None:
            raise ConnectionResetError("the relay closed the line as soon as it was dialled")
        transport.set_protocol(answers)
        return cls(transport, answers, pipelining=client.supports_extension("pipelining"))

    async def post(self, following: Next, tell: Tell, *paces: Pace) -> None:
        """Hand over envelopes until following() gives none or the line ends; each is told once.

        paces   none is outrun
        """
        current, said = self._pull(following, tell), False
        while current is not None and self.open:
            coming = None
            try:
                if await self._may_send(current, tell, said=said):
                    coming = self._pull(following, tell) if self._pipelining else None
                    for pace in paces:
                        await pace.turn()
                    await self._send(current, coming, tell)
            except (LineBroken, TimeoutError, OSError) as problem:
                self.close()
                tell(Posted(current.envelope, Fate.UNTRIED, words=_words(problem)))
            current, said = coming, coming is not None
            if current is None and self.open:
                current = self._pull(following, tell)
        if current is not None:
            tell(Posted(current.envelope, Fate.UNTRIED, words="the line had ended"))

    @staticmethod
    def _pull(following: Next, tell: Tell) -> "_Ready | None":
        """The next envelope with its text made; one whose text cannot be made is told and passed over."""
        while (envelope := following()) is not None:
            try:
                return _Ready(envelope, _commands(envelope), envelope.content())
            except Exception as problem:
                log.exception("a mail could not be made")
                tell(Posted(envelope, Fate.REFUSED, words=f"could not be made: {_words(problem)}"))
        return None

    async def _may_send(self, current: "_Ready", tell: Tell, *, said: bool) -> bool:
        """Say an envelope's commands unless that was done, and read the answers; tells of one that is not wanted."""
        answers = [answer async for answer in self._ask(current, said=said)]
        if len(answers) == len(COMMANDS) and all(answer.yes for answer in answers):
            return True
        if len(answers) == len(COMMANDS) and answers[-1].yes:  # it waits for a text: none (RFC 2920 §3.1)
            await self._say(b".\r\n")
        number, told = next((number, answer) for number, answer in enumerate(answers) if not answer.yes)
        if told.code == CLOSING:
            self.close()
        else:
            await self._begin_anew()
        tell(_posted(current.envelope, told, about_recipient=number > 0))  # last, so that it is told once
        return False

    async def _begin_anew(self) -> None:
        """After a refusal; a relay that hangs up over it has said enough."""
        try:
            await self._say(b"RSET\r\n")
        except (LineBroken, TimeoutError, OSError):
            self.close()

    async def _ask(self, current: "_Ready", *, said: bool) -> AsyncIterator[Answer]:
        if self._pipelining:
            if not said:
                self._transport.write(b"".join(current.commands))
            for _ in COMMANDS:
                yield await self._answers.answer()
            return
        for command in current.commands:
            answer = await self._say(command)
            yield answer
            if not answer.yes:
                return

    async def _say(self, command: bytes) -> Answer:
        self._transport.write(command)
        return await self._answers.answer()

    async def _send(self, current: "_Ready", coming: "_Ready | None", tell: Tell) -> None:
        """Send the text, with the coming one's commands behind it, and tell what the relay says to it."""
        behind = coming.commands if coming else []
        try:
            self._transport.write(b"".join([current.text, b".\r\n", *behind]))
            answer = await self._answers.answer(LAST_ANSWER_SECONDS)
        except (LineBroken, TimeoutError, OSError) as problem:
            self.close()
            tell(Posted(current.envelope, Fate.UNKNOWN, words=_words(problem)))
            return
        self.posted += 1
        tell(_posted(current.envelope, answer))
        if answer.code == CLOSING:
            self.close()

    def close(self) -> None:
        """Hang up; says QUIT where the line stands, and waits for no answer."""
        if self.open:
            self.open = False
            if not self._transport.is_closing():
                self._transport.write(b"QUIT\r\n")
                self._transport.close()


@dataclass(frozen=True, slots=True)
class _Ready:
    envelope: Envelope
    commands: list[bytes]
    text: bytes


COMMANDS = ("MAIL FROM:<{sender}>\r\n", "RCPT TO:<{recipient}>\r\n", "DATA\r\n")


def _commands(envelope: Envelope) -> list[bytes]:
    named = {"sender": envelope.sender, "recipient": envelope.recipient}
    return [command.format(**named).encode("ascii") for command in COMMANDS]


def _posted(envelope: Envelope, answer: Answer, *, about_recipient: bool = True) -> Posted:
    """What an answer means for an envelope; a sender who is not wanted is no recipient's fault."""
    if answer.yes:
        fate = Fate.ACCEPTED
    elif 400 <= answer.code < 600:
        fate = Fate.REFUSED if answer.code >= 500 and about_recipient else Fate.DEFERRED
    else:
        fate = Fate.UNKNOWN
    return Posted(envelope, fate, answer.code, answer.words)


def _words(problem: BaseException) -> str:
    return (str(problem) or type(problem).__name__)[:WORDS_LONGEST]
