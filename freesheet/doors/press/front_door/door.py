"""The front door: every request comes in here, and nearly all leave with bytes that already exist.

Rule    what is pressed is answered without a query or a render, whatever the query string says
Source  RSGI 1.6; RFC 9110
"""

import gc
import logging
import string
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import Error as DatabaseTrouble

from freesheet.doors.press.front_door import client, conditions, dynamic
from freesheet.doors.press.front_door.headers import PAGE_CACHING, Headers
from freesheet.doors.press.front_door.limits import Limits
from freesheet.doors.press.front_door.negotiation import IDENTITY, encodings
from freesheet.doors.press.front_door.representation import Representation
from freesheet.doors.press.front_door.shelf import Entry, Shelf
from freesheet.kit import addresses

log = logging.getLogger(__name__)
RETRY_SECONDS = "5"
READING = frozenset({"GET", "HEAD"})
PAGES_OWN_ERRORS = frozenset({500, 503})
LONGEST_ACCEPT = 256


@dataclass(frozen=True)
class Prefix:
    """A part of the site that Django answers itself.

    strangers   what anybody may send
    staff       what those may send whom knows() finds in their Cookie header; a query, asked of large bodies only
    limits      how often an address may ask
    exact       nothing below it is Django's
    page        one page of the paper: its errors are the paper's own pages, and it is sent compressed
    """

    path: str
    pool: dynamic.Pool
    headers: Headers
    strangers: dynamic.Allowance
    staff: dynamic.Allowance | None = None
    knows: Callable[[str], bool] = lambda cookie: False
    limits: Limits | None = None
    exact: bool = False
    page: bool = False

    def takes(self, path: str) -> bool:
        return path == self.path if self.exact else path.startswith(self.path)


class FrontDoor:
    def __init__(
        self,
        *,
        shelf: Shelf,
        prefixes: list[Prefix],
        languages: list[str],
        common: Headers,
        trusted_proxies: int,
    ) -> None:
        self._shelf = shelf
        self._prefixes = prefixes
        self._languages = languages
        self._common = common
        self._trusted_proxies = trusted_proxies
        self._django = WSGIHandler()

    def __rsgi_init__(self, loop: Any) -> None:
        """Granian calls this once a process: what was imported will stay, so the collector need not look at it.

        The addresses are imported here, else every room's views come with the first request, and the collector
        walks through them for good.
        """
        import_module(settings.ROOT_URLCONF)
        gc.collect()
        gc.freeze()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        path = scope.path
        for prefix in self._prefixes:
            if prefix.takes(path):
                await self._dynamic(scope, protocol, prefix)
                return
        if scope.method not in READING:
            self._only_read(protocol)
            return
        entry = self._shelf.find(path)
        if entry is None:
            self._missing(scope, protocol, path)
        elif entry.status == 200:
            self._page(scope, protocol, entry)
        elif entry.status == 301:
            self._lead_on(scope, protocol, entry.location)
        else:
            self._error(scope, protocol, 410 if entry.status == 410 else 404)

    def _only_read(self, protocol: Any) -> None:
        headers = [*self._common, ("allow", ", ".join(sorted(READING))), ("content-type", "text/plain; charset=utf-8")]
        protocol.response_str(405, headers, "This address can only be read.\n")

    def _page(self, scope: Any, protocol: Any, entry: Entry) -> None:
        asked = scope.headers
        chosen = _chosen(asked, entry)
        status = conditions.status(asked, etag=chosen.etag, modified_at=entry.modified_at)
        if status == 304:
            protocol.response_empty(304, [header for header in chosen.headers if header[0] in _KEPT_BY_304])
        elif status == 412:
            protocol.response_empty(412, self._common)
        elif scope.method == "HEAD":
            protocol.response_empty(200, chosen.headers)
        elif wanted := asked.get("range"):
            self._part(protocol, entry, chosen, wanted, asked.get("if-range"))
        else:
            _send(protocol, entry, chosen)

    def _part(self, protocol: Any, entry: Entry, chosen: Representation, wanted: str, if_range: str | None) -> None:
        whole = not conditions.is_same(if_range, etag=chosen.etag, dated=entry.dated)
        try:
            span = None if whole else conditions.byte_range(wanted, chosen.size_bytes)
        except ValueError:
            protocol.response_empty(416, [*self._common, ("content-range", f"bytes */{chosen.size_bytes}")])
            return
        if span is None:
            _send(protocol, entry, chosen)
        elif chosen.body is None:
            protocol.response_file_range(206, chosen.headers_of_part(*span), str(entry.file), *span)
        else:
            protocol.response_bytes(206, chosen.headers_of_part(*span), chosen.body[slice(*span)])

    def _missing(self, scope: Any, protocol: Any, path: str) -> None:
        """An address without its last slash, or in other case, leads on; the rest is not there."""
        whole = path if path.endswith("/") else f"{path}/"
        for meant in dict.fromkeys((whole, path.lower(), whole.lower())):
            if meant != path and (self._is_dynamic(meant) or self._shelf.find(meant) is not None):
                self._lead_on(scope, protocol, meant)
                return
        self._error(scope, protocol, 404)

    def _lead_on(self, scope: Any, protocol: Any, path: str) -> None:
        """A 301 to a path of ours that keeps the question, and is asked for again each time."""
        query = quote(scope.query_string, safe=string.punctuation)
        location = f"{path}?{query}" if query else path
        headers = [("location", location), ("cache-control", PAGE_CACHING), ("content-length", "0")]
        protocol.response_empty(301, [*self._common, *headers])

    def _is_dynamic(self, path: str) -> bool:
        return any(prefix.path == path for prefix in self._prefixes)

    def _refused_for(self, scope: Any, prefix: Prefix) -> int:
        """Seconds for which the client has asked enough of this prefix; 0 lets it in."""
        if prefix.limits is None:
            return 0
        address = client.address(scope.client, scope.headers.items(), trusted_proxies=self._trusted_proxies)
        return prefix.limits.refuse_for(address)

    def _error(self, scope: Any, protocol: Any, status: int, *extra: tuple[str, str]) -> None:
        language = addresses.language_of(scope.path, self._languages)
        path = addresses.in_language(f"/errors/{status}/", language, default=self._languages[0])
        page = self._shelf.error_page(path)
        if page is None:
            headers = [*self._common, ("content-type", "text/plain; charset=utf-8"), *extra]
            protocol.response_str(status, headers, f"{status}\n")
            return
        chosen = _chosen(scope.headers, page)
        ours = {name for name, _ in extra}
        headers = [*(header for header in chosen.headers if header[0] not in ours), *extra]
        if scope.method == "HEAD":
            protocol.response_empty(status, headers)
        else:
            protocol.response_bytes(status, headers, chosen.body)

    async def _found(self, scope: Any, protocol: Any, prefix: Prefix) -> dynamic.Answer:
        length, allowance = scope.headers.get("content-length"), prefix.strangers
        cookie = scope.headers.get("cookie")
        if prefix.staff and cookie and not dynamic.is_small(length):
            known = await prefix.pool.run(lambda: prefix.knows(cookie))
            allowance = prefix.staff if known else prefix.strangers
        body = await dynamic.take_body(protocol, length, allowance)
        try:
            env = dynamic.environ(scope, body, trusted_proxies=self._trusted_proxies)
        except BaseException:
            body.close()
            raise
        return await prefix.pool.run(lambda: self._answer(env, prefix), after=body.close)

    def _answer(self, env: dict[str, Any], prefix: Prefix) -> dynamic.Answer:
        """Django's answer; a page of the paper is sent compressed, for it holds no secret beside what was asked."""
        found = dynamic.answer(self._django, env, prefix.headers)
        return dynamic.compressed(found, _accepted(env.get("HTTP_ACCEPT_ENCODING"))) if prefix.page else found

    async def _dynamic(self, scope: Any, protocol: Any, prefix: Prefix) -> None:
        if prefix.page and scope.method not in READING:
            self._only_read(protocol)
            return
        if wait := self._refused_for(scope, prefix):
            self._error(scope, protocol, 429, ("retry-after", str(wait)), ("cache-control", "no-store"))
            return
        try:
            found = await self._found(scope, protocol, prefix)
        except dynamic.TooLarge:
            self._error(scope, protocol, 413)
        except dynamic.TooSlow:
            self._error(scope, protocol, 408, ("connection", "close"))
        except dynamic.CutOff:
            protocol.response_empty(400, [*self._common, ("connection", "close")])
        except (dynamic.Full, DatabaseTrouble):
            self._error(scope, protocol, 503, ("retry-after", RETRY_SECONDS))
        except Exception:
            log.exception("answering %s failed", scope.path)
            self._error(scope, protocol, 500)
        else:
            self._deliver(scope, protocol, prefix, found)

    def _deliver(self, scope: Any, protocol: Any, prefix: Prefix, answer: dynamic.Answer) -> None:
        """Send what Django answered, or the paper's own page for an error that it has no words for."""
        if answer.is_bare:
            self._error(scope, protocol, answer.status)
        elif prefix.page and answer.status in PAGES_OWN_ERRORS:
            self._error(scope, protocol, answer.status, ("retry-after", RETRY_SECONDS))
        elif scope.method == "HEAD":
            protocol.response_empty(answer.status, answer.headers)
        else:
            protocol.response_bytes(answer.status, answer.headers, answer.body)


def _accepted(header: str | None) -> tuple[str, ...]:
    return encodings((header or "")[:LONGEST_ACCEPT])


def _chosen(headers: Any, entry: Entry) -> Representation:
    """The representation that the client likes best of those there are."""
    for name in _accepted(headers.get("accept-encoding")):
        if name in entry.representations:
            return entry.representations[name]
    return entry.representations[IDENTITY]


def _send(protocol: Any, entry: Entry, chosen: Representation) -> None:
    if chosen.body is None:
        protocol.response_file(200, chosen.headers, str(entry.file))
    else:
        protocol.response_bytes(200, chosen.headers, chosen.body)


_KEPT_BY_304 = frozenset(
    {"etag", "last-modified", "cache-control", "vary", "content-security-policy", "strict-transport-security"}
)
