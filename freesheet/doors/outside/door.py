"""The one way to any address that is not ours: bounded in time and size, and never to a machine inside.

Never   from a request that a reader or an editor waits for: due work calls it
Source  OWASP SSRF Prevention; RFC 6890 (special-purpose addresses); promise 38
"""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpcore

import freesheet
from freesheet.doors.outside.network import Deadline, PublicNetwork, Refused, Unreachable

AGENT = f"Freesheet/{freesheet.__version__}"
REDIRECTS_AT_MOST = 4
PORTS = {"http": 80, "https": 443}


class Missing(Refused):
    """Who answers there says that there is nothing, or nothing any more (RFC 9110: 404, 410)."""


@dataclass(frozen=True)
class Answer:
    """A whole answer: the address it came from, its media type without parameters, its bytes."""

    url: str
    content_type: str
    body: bytes


def fetch(
    url: str,
    *,
    types: tuple[str, ...],
    limit_bytes: int | None,
    seconds: float = 10.0,
    also: frozenset[str] = frozenset(),
    ports: frozenset[int] = frozenset(PORTS.values()),
) -> Answer:
    """GET an address and return its whole answer, following a few redirects, each checked as the first.

    types   media types that will do ("image/" takes all of them); anything else is Refused
    seconds for everything together: names, connections, redirects, headers and body
    limit_bytes  of the body; None asks for none of it, only whether it is there
    also    inside addresses that are allowed all the same, for tests
    raises  Refused (Missing is one), Unreachable
    """
    network = PublicNetwork(also=also, deadline=Deadline(seconds))
    with httpcore.ConnectionPool(network_backend=network, retries=0) as pool:
        for _ in range(REDIRECTS_AT_MOST + 1):
            try:
                _check(url, ports)
                answer = _ask(pool, url, types=types, limit_bytes=limit_bytes)
            except (Unreachable, httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as trouble:
                raise Unreachable(f"{url}: {trouble or type(trouble).__name__}") from trouble
            except ValueError as malformed:
                raise Refused(f"{url} is not a web address, or leads to none") from malformed
            if isinstance(answer, Answer):
                return answer
            url = answer
    raise Refused(f"{url} leads on and on")


def _check(url: str, ports: frozenset[int]) -> None:
    parts = urlsplit(url)
    if not url.isascii():
        raise Refused(f"{url} has letters that addresses cannot hold")
    if parts.scheme not in PORTS or not parts.hostname:
        raise Refused(f"{url} is not a web address")
    if parts.username or parts.password:
        raise Refused(f"{url} carries a password")
    if (parts.port or PORTS[parts.scheme]) not in ports:
        raise Refused(f"{url} is not at a web server's port")


def _ask(pool: httpcore.ConnectionPool, url: str, *, types: tuple[str, ...], limit_bytes: int | None) -> Answer | str:
    headers: dict[bytes | str, bytes | str] = {
        "Host": urlsplit(url).netloc,
        "User-Agent": AGENT,
        "Accept": ", ".join(types) if all(types) else "*/*",
    }
    headers["Accept-Encoding"] = "identity"  # what arrives is what counts against the limit
    with pool.stream("GET", url, headers=headers) as response:
        given = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
        if response.status in {301, 302, 303, 307, 308} and "location" in given:
            return urljoin(url, given["location"])
        if response.status >= 500 or response.status == 429:
            raise Unreachable(f"answered {response.status}")
        if response.status in {404, 410}:
            raise Missing(f"{url} answered {response.status}")
        if response.status != 200:
            raise Refused(f"{url} answered {response.status}")
        content_type = given.get("content-type", "").partition(";")[0].strip().lower()
        if not content_type.startswith(types):
            raise Refused(f"{url} is {content_type or 'of no type'}")
        body = b"" if limit_bytes is None else _read(response, url, limit_bytes)
    return Answer(url, content_type, body)


def _read(response: httpcore.Response, url: str, limit_bytes: int) -> bytes:
    body = bytearray()
    for chunk in response.iter_stream():
        body += chunk
        if len(body) > limit_bytes:
            raise Refused(f"{url} is longer than {limit_bytes} bytes")
    return bytes(body)
