"""What is not a file: a request's body is taken in first, then Django answers it in a bounded pool.

Rule    no thread waits for a client; a full pool says 503 at once
Source  PEP 3333 (WSGI)
"""

import asyncio
import io
import logging
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.core.handlers.wsgi import WSGIHandler

from freesheet.doors.press.front_door import client
from freesheet.doors.press.front_door.headers import Headers
from freesheet.doors.press.front_door.representation import squeezed

log = logging.getLogger(__name__)
IN_MEMORY_BYTES = 512 * 1024
SMALL_BYTES = 16 * 1024
"""A body up to this size is always let in: who fills the allowance with large ones shuts out no sign-in."""
BARE = "x-freesheet-bare"
"""A header by which Django says that its answer has no words, and that the paper's own error page may stand for it."""
Found = TypeVar("Found")
_OUR_OWN_HEADERS = {"connection", "keep-alive", "transfer-encoding", "upgrade", BARE}


class TooLarge(Exception):
    """The body is longer than this prefix allows."""


class TooSlow(Exception):
    """The body had not arrived in time."""


class CutOff(Exception):
    """The body ended before its stated length: half a form must not be saved as a whole one."""


class Full(Exception):
    """Every thread of the pool is busy and its queue is full."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes
    is_bare: bool = False


class Pool:
    """Threads for one kind of dynamic request: so many at work, so many waiting, and no more."""

    def __init__(self, name: str, *, threads: int, waiting: int) -> None:
        self._room = threads + waiting
        self._inside = 0
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def run(self, call: Callable[[], Found], *, after: Callable[[], object] = lambda: None) -> Found:
        """Answer in one of the threads; raises Full at once when there is no room.

        Whoever goes away meanwhile frees no room: the thread is still at it. after() is called when it is done.
        """
        if self._inside >= self._room:
            after()
            raise Full
        self._inside += 1
        answered = asyncio.get_running_loop().run_in_executor(self._threads, call)

        def leave(_: object) -> None:
            self._inside -= 1
            after()

        answered.add_done_callback(leave)
        return await asyncio.shield(answered)


class Allowance:
    """How large and how slow bodies of some people may be, and how much all of them together may hold of us."""

    def __init__(self, *, body_bytes: int, body_seconds: float, held_bytes: int) -> None:
        self.body_bytes = body_bytes
        self.body_seconds = body_seconds
        self._free_bytes = held_bytes

    def reserve(self, size: int) -> None:
        """Take so much of what may be held; raises Full when it is spent."""
        if size > self._free_bytes:
            raise Full
        self._free_bytes -= size

    def release(self, size: int) -> None:
        self._free_bytes += size


class Body:
    """A request's body as far as it has come. What is past SMALL_BYTES counts against its allowance."""

    def __init__(self, allowance: Allowance) -> None:
        self.file: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 (see close)
        self.size = 0
        self._allowance = allowance
        self._held = 0

    def add(self, chunk: bytes) -> None:
        if self.size + len(chunk) > self._allowance.body_bytes:
            raise TooLarge
        more = max(0, self.size + len(chunk) - SMALL_BYTES) - self._held
        self._allowance.reserve(more)
        self._held += more
        self.size += len(chunk)
        self.file.write(chunk)

    def close(self) -> None:
        """Give back what it holds; more than once does no harm."""
        held, self._held = self._held, 0
        self._allowance.release(held)
        with suppress(OSError):  # a full disk, at the last bytes that were still to be written
            self.file.close()


def is_small(length: str | None) -> bool:
    """Whether a request's Content-Length says that its body is short, or says nothing."""
    return length is None or (length.isdecimal() and int(length) <= SMALL_BYTES)


async def take_body(protocol: Any, length: str | None, allowance: Allowance) -> Body:
    """The request's whole body, in memory or on disk, to be closed by the caller.

    raises  TooLarge, TooSlow, CutOff, Full
    """
    if length and length.isdecimal() and int(length) > allowance.body_bytes:
        raise TooLarge
    body = Body(allowance)
    try:
        async with asyncio.timeout(allowance.body_seconds):
            async for chunk in protocol:
                body.add(chunk)
        if length and length.isdecimal() and body.size != int(length):
            raise CutOff
        body.file.seek(0)
    except BaseException as problem:
        body.close()
        if isinstance(problem, TimeoutError):
            raise TooSlow from None
        raise
    return body


def environ(scope: Any, body: Body, *, trusted_proxies: int) -> dict[str, Any]:
    """The WSGI environment of a request; forwarded headers only from a trusted proxy."""
    items = scope.headers.items()
    headers: dict[str, str] = {}
    for name, value in items:
        if name.startswith("x-forwarded") or "_" in name:
            continue
        headers[name] = f"{headers[name]},{value}" if name in headers and name != "cookie" else value
    forwarded = scope.headers.get("x-forwarded-proto")
    host, _, port = (scope.authority or headers.get("host") or "localhost").partition(":")
    result: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "CONTENT_TYPE": headers.pop("content-type", ""),
        "CONTENT_LENGTH": str(body.size),
        "REMOTE_ADDR": client.address(scope.client, items, trusted_proxies=trusted_proxies),
        "SERVER_NAME": host,
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": scope.authority or headers.get("host", ""),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": client.scheme(scope.scheme, forwarded, trusted_proxies=trusted_proxies),
        "wsgi.input": body.file,
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    headers.pop("content-length", None)
    for name, value in headers.items():
        result.setdefault("HTTP_" + name.upper().replace("-", "_"), value)
    return result


def answer(handler: WSGIHandler, env: dict[str, Any], common: Headers) -> Answer:
    """Django's answer to one request, whole; the common headers where Django set none of that name."""
    started: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
        started[:] = [int(status.split(" ", 1)[0]), headers]
        return lambda _: None

    response: Iterable[bytes] = handler(env, start)
    try:
        body = b"".join(response)
    finally:
        if close := getattr(response, "close", None):
            close()
    headers = [(name.lower(), value) for name, value in started[1] if name.lower() not in _OUR_OWN_HEADERS]
    given = {name for name, _ in headers}
    headers += [(name, value) for name, value in common if name not in given]
    is_bare = any(name.lower() == BARE for name, _ in started[1])
    return Answer(started[0], headers, body, is_bare)


def compressed(answer: Answer, accepted: tuple[str, ...]) -> Answer:
    """The answer in the encoding that its client likes best.

    Never for what holds a secret beside a stranger's words: lengths would tell it (BREACH, 2013).
    """
    bodies = squeezed(answer.body, accepted)
    encoding = next(name for name in accepted if name in bodies)
    headers = [header for header in answer.headers if header[0] not in {"content-length", "vary"}]
    vary = ", ".join([*(value for name, value in answer.headers if name == "vary"), "accept-encoding"])
    headers += [("vary", vary), ("content-length", str(len(bodies[encoding])))]
    if encoding:
        headers.append(("content-encoding", encoding))
    return replace(answer, headers=headers, body=bodies[encoding])
