"""The network as a fetch of ours may use it: public addresses only, each name looked up once, one deadline for all.

Source  OWASP SSRF Prevention; RFC 6890 (special-purpose addresses); promise 38
"""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore


class Refused(Exception):
    """We will not ask that address, or its answer is not what we asked for; the message says why."""


class Unreachable(Exception):
    """The address did not answer in time, or not at all: trying again later may help."""


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


class Deadline:
    """When a whole fetch must be over, whatever part of it dawdles."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, more than none; raises Unreachable when there are none."""
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise Unreachable("it took too long")
        return seconds


class _BoundedStream(httpcore.NetworkStream):
    """A connection whose every wait ends with the fetch: httpcore's own limits begin anew with each byte."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _BoundedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _looked_up(host: str, port: int, deadline: Deadline) -> list[str]:
    """A name's IP addresses; in a thread of its own, for the system's resolver knows no limit."""
    answer: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answer.put(error)
        else:
            answer.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))

    threading.Thread(target=look_up, name=f"look up {host}", daemon=True).start()
    try:
        found = answer.get(timeout=deadline.left())
    except queue.Empty:
        raise Unreachable(f"{host} was not found in time") from None
    if isinstance(found, UnicodeError):
        raise Refused(f"{host} is not a name")
    if isinstance(found, OSError):
        raise httpcore.ConnectError(f"{host} has no address") from found
    return found


class PublicNetwork(httpcore.NetworkBackend):
    """Looks a name up once, checks every address, and connects to the one it checked: no DNS rebinding."""

    def __init__(self, *, also: frozenset[str], deadline: Deadline) -> None:
        self._plain = httpcore.SyncBackend()
        self._also = also
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _looked_up(host, port, self._deadline)
        for address in addresses:
            if address not in self._also and not is_public(address):
                raise Refused(f"{host} is inside our own network")
        stream = self._plain.connect_tcp(addresses[0], port, self._deadline.left(), local_address, socket_options)
        return _BoundedStream(stream, self._deadline)

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        raise Refused("a socket is not an address")
