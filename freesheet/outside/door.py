"""The one way to any address that is not ours: bounded in time and size, and never to a machine inside.

Called by   stories (posters of embeds); later feeds' hubs, imports
Never       from a request that a reader or an editor waits for: due work calls it
Source      OWASP SSRF Prevention; RFC 6890 (special-purpose addresses); PROMISES 38
"""

import ipaddress
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore

import freesheet

AGENT = f"Freesheet/{freesheet.__version__}"
REDIRECTS_AT_MOST = 4
PORTS = {"http": 80, "https": 443}


class Refused(Exception):
    """We will not ask that address, or its answer is not what we asked for; the message says why."""


class Unreachable(Exception):
    """The address did not answer in time, or not at all: trying again later may help."""


@dataclass(frozen=True)
class Answer:
    """A whole answer: the address it came from, its media type without parameters, its bytes."""

    url: str
    content_type: str
    body: bytes


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also when IPv6 wraps an IPv4 one."""
    ip: Any = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6:
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if inner:
            return is_public(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return bool(ip.is_global and not ip.is_multicast and not ip.is_reserved)


class _PublicNetwork(httpcore.NetworkBackend):
    """Looks a name up once, checks every address, and connects to the one it checked: no DNS rebinding."""

    def __init__(self, *, also: frozenset[str]) -> None:
        self._plain = httpcore.SyncBackend()
        self._also = also

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"{host} has no address") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if address not in self._also and not is_public(address):
                raise Refused(f"{host} is inside our own network")
        return self._plain.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        raise Refused("a socket is not an address")


def fetch(
    url: str,
    *,
    types: tuple[str, ...],
    limit_bytes: int,
    seconds: float = 10.0,
    also: frozenset[str] = frozenset(),
    ports: frozenset[int] = frozenset(PORTS.values()),
) -> Answer:
    """GET an address and return its whole answer, following a few redirects, each checked as the first.

    types   media types that will do ("image/" takes all of them); anything else is Refused
    also    inside addresses that are allowed all the same, for tests
    raises  Refused, Unreachable
    """
    until = time.monotonic() + seconds
    with httpcore.ConnectionPool(network_backend=_PublicNetwork(also=also), retries=0) as pool:
        for _ in range(REDIRECTS_AT_MOST + 1):
            _check(url, ports)
            try:
                answer = _ask(pool, url, types=types, limit_bytes=limit_bytes, until=until)
            except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as trouble:
                raise Unreachable(f"{url}: {trouble or type(trouble).__name__}") from trouble
            if isinstance(answer, Answer):
                return answer
            url = answer
    raise Refused(f"{url} leads on and on")


def _check(url: str, ports: frozenset[int]) -> None:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise Refused(f"{url} is not a web address")
    if parts.username or parts.password:
        raise Refused(f"{url} carries a password")
    if (parts.port or PORTS[parts.scheme]) not in ports:
        raise Refused(f"{url} is not at a web server's port")


def _ask(
    pool: httpcore.ConnectionPool, url: str, *, types: tuple[str, ...], limit_bytes: int, until: float
) -> Answer | str:
    left = _left(until, url)
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), left)
    headers: dict[bytes | str, bytes | str] = {
        "Host": urlsplit(url).netloc,
        "User-Agent": AGENT,
        "Accept": ", ".join(types),
    }
    headers["Accept-Encoding"] = "identity"  # what arrives is what counts against the limit
    with pool.stream("GET", url, headers=headers, extensions={"timeout": timeouts}) as response:
        given = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
        if response.status in {301, 302, 303, 307, 308} and "location" in given:
            return urljoin(url, given["location"])
        if response.status >= 500 or response.status == 429:
            raise Unreachable(f"{url} answered {response.status}")
        if response.status != 200:
            raise Refused(f"{url} answered {response.status}")
        content_type = given.get("content-type", "").partition(";")[0].strip().lower()
        if not content_type.startswith(types):
            raise Refused(f"{url} is {content_type or 'of no type'}")
        body = bytearray()
        for chunk in response.iter_stream():
            body += chunk
            if len(body) > limit_bytes:
                raise Refused(f"{url} is longer than {limit_bytes} bytes")
            _left(until, url)
    return Answer(url, content_type, bytes(body))


def _left(until: float, url: str) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise Unreachable(f"{url} took too long")
    return left
