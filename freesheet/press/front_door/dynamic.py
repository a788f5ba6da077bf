"""What is not a file: a request's body is taken in first, then Django answers it in a bounded pool.

Called by   the front door, for the prefixes that config/front_door.py names
Rule        no thread waits for a client; a full pool says 503 at once
Source      PEP 3333 (WSGI)
"""

import asyncio
import io
import logging
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

from freesheet.press.front_door import client
from freesheet.press.front_door.headers import Headers

log = logging.getLogger(__name__)
IN_MEMORY_BYTES = 512 * 1024
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "upgrade"}


class TooLarge(Exception):
    """The body is longer than this prefix allows."""


class TooSlow(Exception):
    """The body had not arrived in time."""


class Full(Exception):
    """Every thread of the pool is busy and its queue is full."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes


class Pool:
    """Threads for one kind of dynamic request, with its limits."""

    def __init__(
        self, name: str, *, threads: int, waiting: int, body_bytes: int, body_seconds: float, held_bytes: int
    ) -> None:
        """held_bytes is what all bodies together may take up, on disk and in memory, while they come in."""
        self.body_bytes = body_bytes
        self._free_bytes = held_bytes
        self.body_seconds = body_seconds
        self._room = threads + waiting
        self._inside = 0
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)

    def reserve(self, size: int) -> None:
        """Take so much of the budget for bodies; raises Full when it is spent."""
        if size > self._free_bytes:
            raise Full
        self._free_bytes -= size

    def release(self, size: int) -> None:
        self._free_bytes += size

    async def run(self, call: Callable[[], Answer]) -> Answer:
        """Answer in one of the threads; raises Full at once when there is no room.

        Whoever goes away meanwhile frees no room: the thread is still at it.
        """
        if self._inside >= self._room:
            raise Full
        self._inside += 1
        answered = asyncio.get_running_loop().run_in_executor(self._threads, call)
        answered.add_done_callback(self._leave)
        return await asyncio.shield(answered)

    def _leave(self, answered: object) -> None:
        self._inside -= 1


@dataclass
class Body:
    """A request's body as far as it has come, and what it takes of its pool's budget."""

    file: Any
    size: int = 0


async def take_body(protocol: Any, length: str | None, pool: Pool, *, limit_bytes: int) -> Body:
    """The request's whole body, in memory or on disk; raises TooLarge, TooSlow, Full.

    Whoever gets it closes its file and releases its size. On an error both have been done.
    """
    if length and length.isdecimal() and int(length) > limit_bytes:
        raise TooLarge
    body = Body(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES))  # noqa: SIM115 (closed by answer())
    try:
        async with asyncio.timeout(pool.body_seconds):
            async for chunk in protocol:
                if body.size + len(chunk) > limit_bytes:
                    raise TooLarge
                pool.reserve(len(chunk))
                body.size += len(chunk)
                body.file.write(chunk)
    except BaseException as problem:
        pool.release(body.size)
        body.file.close()
        if isinstance(problem, TimeoutError):
            raise TooSlow from None
        raise
    body.file.seek(0)
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
        env["wsgi.input"].close()
    headers = [(name.lower(), value) for name, value in started[1] if name.lower() not in _HOP_BY_HOP]
    given = {name for name, _ in headers}
    headers += [(name, value) for name, value in common if name not in given]
    return Answer(started[0], headers, body)
