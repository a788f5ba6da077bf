"""How often one address, and the network around it, may ask for what costs us work.

Rule    kept in this process's memory, so many addresses at most: a flood fills nothing
Source  RFC 6585 §4 (429); a /24 and a /48 are what one customer or attacker commonly holds (RFC 6177 §2)
"""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

REMEMBERED_ADDRESSES = 20_000
"""Addresses kept in mind; the one not seen for longest is forgotten first."""


class Buckets:
    """For each key, room for `burst` requests at once that fills again by `a_minute`."""

    def __init__(self, burst: int, a_minute: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = float(burst)
        self._a_second = a_minute / 60
        self._clock = clock
        self._seen: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_seconds(self, key: str) -> float:
        """0 when there is room for one more; else in how many seconds there will be."""
        room, _now = self._room(key)
        return 0.0 if room >= 1 else (1 - room) / self._a_second

    def take(self, key: str) -> None:
        room, now = self._room(key)
        self._seen[key] = (room - 1, now)
        self._seen.move_to_end(key)
        if len(self._seen) > REMEMBERED_ADDRESSES:
            self._seen.popitem(last=False)

    def _room(self, key: str) -> tuple[float, float]:
        now = self._clock()
        room, since = self._seen.get(key, (self._burst, now))
        return min(self._burst, room + (now - since) * self._a_second), now


class Limits:
    """What one address may ask, and what its whole network may."""

    def __init__(self, *, address: Buckets, network: Buckets) -> None:
        self._address = address
        self._network = network

    def refuse_for(self, address: str) -> int:
        """0 lets the request in and counts it; else whole seconds to wait, and nothing is counted."""
        network = network_of(address)
        wait = max(self._address.wait_seconds(address), self._network.wait_seconds(network))
        if wait > 0:
            return ceil(wait)
        self._address.take(address)
        self._network.take(network)
        return 0


def network_of(address: str) -> str:
    """The /24 of an IPv4 address, the /48 of an IPv6 one; what is neither is its own network."""
    try:
        parsed = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    prefix = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network((parsed, prefix), strict=False))
