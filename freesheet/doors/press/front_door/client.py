"""Who is asking: the address a limit may count, taken only from what we may believe.

Source  RFC 7239 §8.1: a forwarded address is as true as the nearest proxy
"""

from collections.abc import Iterable


def address(peer: str, headers: Iterable[tuple[str, str]], *, trusted_proxies: int) -> str:
    """The client's IP address: the peer's, or the one that the outermost trusted proxy saw."""
    host = peer.rpartition(":")[0].strip("[]") or peer
    if trusted_proxies == 0:
        return host
    forwarded = [
        item.strip()
        for name, value in headers
        if name == "x-forwarded-for"
        for item in value.split(",")
        if item.strip()
    ]
    return forwarded[-trusted_proxies:][0] if forwarded else host


def scheme(actual: str, forwarded: str | None, *, trusted_proxies: int) -> str:
    """http or https as the reader's browser sees it."""
    if trusted_proxies and forwarded in {"http", "https"}:
        return forwarded
    return actual
