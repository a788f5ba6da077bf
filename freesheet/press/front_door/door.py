"""The front door: every request comes in here, and nearly all leave with bytes that already exist.

Called by   Granian, as an RSGI application (config/front_door.py builds it)
Rule        what is pressed is answered without a query or a render, whatever the query string says
Source      RSGI 1.6; RFC 9110
"""

import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import Error as DatabaseTrouble

from freesheet.kit import addresses
from freesheet.press.front_door import client, dynamic, negotiation
from freesheet.press.front_door.headers import Headers
from freesheet.press.front_door.limits import Limits
from freesheet.press.front_door.shelf import Entry, Shelf

log = logging.getLogger(__name__)
RETRY_SECONDS = "5"
PAGES_OWN_ERRORS = {500, 503}


@dataclass(frozen=True)
class Prefix:
    """A part of the site that Django answers itself.

    strangers   what anybody may send
    staff       what those may send whom knows() finds in their Cookie header; a query, asked of large bodies only
    limits      how often an address may ask
    page        one page of the paper: nothing below it is Django's, and its errors are the paper's own pages
    """

    path: str
    pool: dynamic.Pool
    headers: Headers
    strangers: dynamic.Allowance
    staff: dynamic.Allowance | None = None
    knows: Callable[[str], bool] = lambda cookie: False
    limits: Limits | None = None
    page: bool = False

    def takes(self, path: str) -> bool:
        return path == self.path if self.page else path.startswith(self.path)


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
        """Granian calls this once a process: what was imported will stay, so the collector need not look at it."""
        gc.collect()
        gc.freeze()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        path = scope.path
        for prefix in self._prefixes:
            if prefix.takes(path):
                await self._dynamic(scope, protocol, prefix)
                return
        if scope.method not in {"GET", "HEAD"}:
            headers = [*self._common, ("allow", "GET, HEAD"), ("content-type", "text/plain; charset=utf-8")]
            protocol.response_str(405, headers, "This address can only be read.\n")
            return
        entry = self._shelf.find(path)
        if entry is None:
            self._missing(scope, protocol, path)
        elif entry.status == 200:
            self._page(scope, protocol, entry)
        elif entry.status == 410:
            self._error(scope, protocol, 410)
        else:
            protocol.response_empty(entry.status, entry.headers[""])

    def _page(self, scope: Any, protocol: Any, entry: Entry) -> None:
        asked = scope.headers
        if (known := asked.get("if-none-match")) and negotiation.matches(known, entry.etag):
            protocol.response_empty(304, [header for header in entry.headers[""] if header[0] in _KEPT_BY_304])
            return
        if entry.in_parts and scope.method == "GET" and (not entry.bodies or asked.get("range")):
            self._part(protocol, entry, asked)
            return
        encoding = _best(asked, entry)
        if scope.method == "HEAD":
            protocol.response_empty(200, entry.headers[encoding])
        else:
            protocol.response_bytes(200, entry.headers[encoding], entry.bodies[encoding])

    def _part(self, protocol: Any, entry: Entry, asked: Any) -> None:
        headers = [("accept-ranges", "bytes"), *entry.headers[""]]
        if_range = asked.get("if-range")
        wanted = asked.get("range") if if_range in {None, entry.etag} else None
        try:
            span = negotiation.byte_range(wanted or "", entry.file_bytes)
        except ValueError:
            protocol.response_empty(416, [*self._common, ("content-range", f"bytes */{entry.file_bytes}")])
            return
        if span is None:
            protocol.response_file(200, headers, str(entry.file))
            return
        start, end = span
        headers = [header for header in headers if header[0] != "content-length"]
        headers += [
            ("content-range", f"bytes {start}-{end - 1}/{entry.file_bytes}"),
            ("content-length", str(end - start)),
        ]
        protocol.response_file_range(206, headers, str(entry.file), start, end)

    def _missing(self, scope: Any, protocol: Any, path: str) -> None:
        if not path.endswith("/") and (self._is_dynamic(f"{path}/") or self._shelf.find(f"{path}/") is not None):
            protocol.response_empty(301, [*self._common, ("location", f"{path}/"), ("content-length", "0")])
        else:
            self._error(scope, protocol, 404)

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
        encoding = _best(scope.headers, page)
        headers = [*page.headers[encoding], *extra]
        if scope.method == "HEAD":
            protocol.response_empty(status, headers)
        else:
            protocol.response_bytes(status, headers, page.bodies[encoding])

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
        return await prefix.pool.run(lambda: dynamic.answer(self._django, env, prefix.headers), after=body.close)

    async def _dynamic(self, scope: Any, protocol: Any, prefix: Prefix) -> None:
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
            if prefix.page and found.status in PAGES_OWN_ERRORS:
                self._error(scope, protocol, found.status, ("retry-after", RETRY_SECONDS))
                return
            send = protocol.response_empty if scope.method == "HEAD" else protocol.response_bytes
            send(found.status, found.headers, *([] if scope.method == "HEAD" else [found.body]))


def _best(asked: Any, entry: Entry) -> str:
    for name in negotiation.encodings((asked.get("accept-encoding") or "")[:256]):
        if name in entry.bodies:
            return name
    return ""


_KEPT_BY_304 = frozenset({"etag", "cache-control", "vary", "content-security-policy", "strict-transport-security"})
