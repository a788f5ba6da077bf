"""Pressed bytes in memory, as many as fit, never older than the folder.

Owns    the memory cache of one front-door process
Rule    the generation, mapped into memory, says whether to look again; no query, ever
"""

import errno
import mmap
import os
import re
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path

from freesheet.doors.press import store
from freesheet.doors.press.front_door.headers import FILE_CACHING, PAGE_CACHING, Headers, content_type
from freesheet.doors.press.front_door.negotiation import IDENTITY
from freesheet.doors.press.front_door.representation import (
    QUICK_BROTLI,
    THOROUGH_BROTLI,
    Representation,
    represented,
    squeezed,
)
from freesheet.kit import addresses

LARGEST_BYTES = 256 * 1024
LARGEST_SQUEEZED_BYTES = 2 * 1024 * 1024
"""Of a larger file of text not even the compressed form is kept."""
LARGEST_THOROUGH_BYTES = 80 * 1024
"""What may take 30 ms in the middle of serving, once: stylesheet and scripts of pages, not the desk's."""
ERROR_PAGE = 0
"""In the place of a status: a page that is only ever sent with another's status, and answers no request itself."""
_IS_ERROR_PAGE = re.compile(r"(?:/[a-z0-9-]+)?/errors/\d{3}/\Z")
_OTHER_ENDINGS = ("/index.html", ".br", ".gz", store.MOVED, store.GONE)
"""Endings of names in the folder that are no addresses."""
_STATIC = re.compile(r"/static(?:/[A-Za-z0-9_@][A-Za-z0-9_@.+~-]*)+\Z")
_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG}
_SQUEEZABLE = {".css", ".js", ".mjs", ".svg", ".json", ".txt", ".map"}
_VALIDATORS = {"etag", "last-modified", "accept-ranges"}


@dataclass(slots=True)
class Entry:
    """What one path answers, ready to be sent.

    status           200, 301, 410, or ERROR_PAGE
    representations  encoding ("", "gzip", "br") → its bytes and headers; identity ("") always among them
    location         where a 301 leads
    settles_at       until then another version may come within the same second, so that no date may stand for
                     this one (RFC 9110 §8.8.2.2); None from then on
    """

    status: int
    representations: dict[str, Representation]
    file: Path
    stamp: tuple[int, int, int]
    generation: bytes
    location: str = ""
    settles_at: float | None = None

    @property
    def weight(self) -> int:
        return sum(len(one.body or b"") for one in self.representations.values()) + 2048

    @property
    def modified_at(self) -> int:
        """Whole seconds since 1970."""
        return self.stamp[1] // 1_000_000_000

    @property
    def dated(self) -> int | None:
        """The date that stands for these very bytes, as If-Range may name them; None where there are others of it."""
        return self.modified_at if self.settles_at is None and len(self.representations) == 1 else None


class Shelf:
    """An LRU of entries by path, bounded in bytes."""

    def __init__(self, *, limit_bytes: int, common: Headers, policy: str, static_root: Path) -> None:
        self._limit = limit_bytes
        self._common = common
        self._policy = policy
        self._static_root = static_root
        with store.generation_file().open("rb") as file:
            self._generation = mmap.mmap(file.fileno(), store.GENERATION_BYTES, access=mmap.ACCESS_READ)
        self._site = str(store.root() / "site")
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self.bytes = 0

    def find(self, path: str) -> Entry | None:
        """The response at path, or None if there is nothing; reads the folder only after a change."""
        generation = self._generation[: store.GENERATION_BYTES]
        entry = self._entries.get(path)
        if entry is not None:
            if not _date_is_due(entry) and (entry.generation == generation or _unchanged(entry)):
                entry.generation = generation
                self._entries.move_to_end(path)
                return entry
            self._drop(path)
        entry = self._load(path, generation)
        if entry is not None:
            self._keep(path, entry)
        return entry

    def error_page(self, path: str) -> Entry | None:
        """A pressed page to be sent with another status: never to be kept, nor compared."""
        page = self.find(path)
        return page if page is not None and page.status == ERROR_PAGE else None

    def _drop(self, path: str) -> None:
        self.bytes -= self._entries.pop(path).weight

    def _keep(self, path: str, entry: Entry) -> None:
        self._entries[path] = entry
        self.bytes += entry.weight
        while self.bytes > self._limit and len(self._entries) > 1:
            self._drop(next(iter(self._entries)))

    def _load(self, path: str, generation: bytes) -> Entry | None:
        try:
            if path.startswith("/static/"):
                return self._file(self._static_file(path), generation)
            if path.startswith("/media/"):
                return self._file(store.kept_file(path), generation)
            return self._page(path, generation) if self._may_be(path) else None
        except store.UnsafePath:
            return None
        except OSError as problem:
            if problem.errno not in _NOT_THERE:
                raise
            return None

    def _may_be(self, path: str) -> bool:
        """Whether it is worth building a Path: a flood of unknown addresses ends here."""
        if not addresses.is_safe(path) or path.endswith(_OTHER_ENDINGS):
            return False
        return os.access(self._site + path[: path.rfind("/")], os.X_OK)

    def _static_file(self, path: str) -> Path:
        if not _STATIC.match(path):
            raise store.UnsafePath(path)
        return self._static_root / path.removeprefix("/static/")

    def _page(self, path: str, generation: bytes) -> Entry | None:
        file = store.file_of(path)
        gone = file.with_name(file.name + store.GONE)
        if gone.exists():
            return self._bare(410, gone, generation)
        moved = file.with_name(file.name + store.MOVED)
        if moved.exists():
            return self._bare(301, moved, generation)
        stat = file.stat()
        if file.is_dir():
            return None
        bodies: dict[str, bytes | None] = {IDENTITY: file.read_bytes()}
        for encoding, suffix in store.ENCODING_SUFFIXES.items():
            variant = file.with_name(file.name + suffix)
            # one time on all of them says that they were pressed together (store.prepare)
            if variant.exists() and variant.stat().st_mtime_ns == stat.st_mtime_ns:
                bodies[encoding] = variant.read_bytes()
        is_error = _IS_ERROR_PAGE.match(path)
        headers = [("content-type", content_type(file.name)), ("content-security-policy", self._policy)]
        headers.append(("cache-control", "no-cache" if is_error else PAGE_CACHING))
        entry = self._entry(file, stat, bodies, headers, generation)
        return _only_for_errors(entry) if is_error else entry

    def _bare(self, status: int, file: Path, generation: bytes) -> Entry:
        location = file.read_text() if status == 301 else ""
        nothing = Representation(b"", 0, "", [])
        return Entry(status, {IDENTITY: nothing}, file, _stamp(file.stat()), generation, location)

    def _file(self, file: Path, generation: bytes) -> Entry | None:
        stat = file.stat()
        if file.is_dir():
            return None
        bodies: dict[str, bytes | None] = {IDENTITY: None}
        if file.suffix in _SQUEEZABLE and stat.st_size <= LARGEST_SQUEEZED_BYTES:
            quality = THOROUGH_BROTLI if stat.st_size <= LARGEST_THOROUGH_BYTES else QUICK_BROTLI
            bodies = {**squeezed(file.read_bytes(), brotli_quality=quality)}
        elif stat.st_size <= LARGEST_BYTES:
            bodies = {IDENTITY: file.read_bytes()}
        if stat.st_size > LARGEST_BYTES:
            bodies[IDENTITY] = None
        headers = [("content-type", content_type(file.name)), ("cache-control", FILE_CACHING)]
        if file.suffix == ".svg":
            headers.append(("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"))
        return self._entry(file, stat, bodies, headers, generation)

    def _entry(
        self, file: Path, stat: os.stat_result, bodies: dict[str, bytes | None], headers: Headers, generation: bytes
    ) -> Entry:
        stamp = _stamp(stat)
        settles_at = int(stat.st_mtime) + 1.0
        is_settled = settles_at <= time.time()
        representations = represented(
            bodies,
            size_bytes=stat.st_size,
            digest_of=bodies[IDENTITY] or f"{file.name} {stat.st_size} {stat.st_mtime_ns}".encode(),
            headers=[*self._common, *headers],
            dated=int(stat.st_mtime) if is_settled else None,
        )
        return Entry(200, representations, file, stamp, generation, settles_at=None if is_settled else settles_at)


def _only_for_errors(entry: Entry) -> Entry:
    """The page as it goes with another's status: without what belongs to a 200 of its own."""
    plain = {
        encoding: replace(one, etag="", headers=[header for header in one.headers if header[0] not in _VALIDATORS])
        for encoding, one in entry.representations.items()
    }
    return replace(entry, status=ERROR_PAGE, representations=plain, settles_at=None)


def _date_is_due(entry: Entry) -> bool:
    """Whether it was made without a date that it may have by now."""
    return entry.settles_at is not None and time.time() >= entry.settles_at


def _stamp(stat: os.stat_result) -> tuple[int, int, int]:
    return (stat.st_ino, stat.st_mtime_ns, stat.st_size)


def _unchanged(entry: Entry) -> bool:
    try:
        if _stamp(entry.file.stat()) != entry.stamp:
            return False
    except FileNotFoundError:
        return False
    return entry.status not in {200, ERROR_PAGE} or not _overruled(entry.file)


def _overruled(file: Path) -> bool:
    return any(file.with_name(file.name + suffix).exists() for suffix in (store.GONE, store.MOVED))
