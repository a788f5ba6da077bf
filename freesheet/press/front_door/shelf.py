"""Pressed bytes in memory, as many as fit, never older than the folder.

Owns        the memory cache of one front-door process
Called by   the front door, on every request
Rule        the generation, mapped into memory, says whether to look again; no query, ever
"""

import errno
import gzip
import hashlib
import mmap
import os
import re
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from freesheet.kit import addresses
from freesheet.press import store
from freesheet.press.front_door.headers import FILE_CACHING, PAGE_CACHING, Headers, content_type

LARGEST_BYTES = 256 * 1024
_OURS = ("/index.html", ".br", ".gz", store.MOVED, store.GONE)
"""Endings of names in the folder that are no addresses."""
_STATIC = re.compile(r"/static(?:/[A-Za-z0-9_@][A-Za-z0-9_@.+~-]*)+\Z")
_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG}
_SQUEEZABLE = (".css", ".js", ".mjs", ".svg", ".json", ".txt", ".map")


@dataclass(slots=True)
class Entry:
    """One response, ready to be sent.

    bodies   encoding ("", "gzip", "br") → bytes; empty for a file too large to keep, which has `file`
    headers  encoding → the whole list of headers
    in_parts whether a Range is honoured: for kept files, not for pages, which are small and change
    """

    status: int
    etag: str
    bodies: dict[str, bytes]
    headers: dict[str, Headers]
    file: Path
    file_bytes: int
    stamp: tuple[int, int, int]
    generation: bytes
    in_parts: bool = False

    @property
    def weight(self) -> int:
        return sum(map(len, self.bodies.values())) + 2048


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
            if entry.generation == generation or _unchanged(entry):
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
        if page is None or page.status != 200:
            return None
        if page.etag:
            page.etag = ""
            dropped = {"etag", "cache-control"}
            for encoding, headers in page.headers.items():
                kept = [header for header in headers if header[0] not in dropped]
                page.headers[encoding] = [*kept, ("cache-control", "no-cache")]
        return page

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
            return self._page(store.file_of(path), generation) if self._may_be(path) else None
        except store.UnsafePath:
            return None
        except OSError as problem:
            if problem.errno not in _NOT_THERE:
                raise
            return None

    def _may_be(self, path: str) -> bool:
        """Whether it is worth building a Path: a flood of unknown addresses ends here."""
        if not addresses.is_safe(path) or path.endswith(_OURS):
            return False
        return os.access(self._site + path[: path.rfind("/")], os.X_OK)

    def _static_file(self, path: str) -> Path:
        if not _STATIC.match(path):
            raise store.UnsafePath(path)
        return self._static_root / path.removeprefix("/static/")

    def _page(self, file: Path, generation: bytes) -> Entry | None:
        gone = file.with_name(file.name + store.GONE)
        if gone.exists():
            return self._bare(410, gone, generation)
        moved = file.with_name(file.name + store.MOVED)
        if moved.exists():
            return self._bare(301, moved, generation)
        stat = file.stat()
        if file.is_dir():
            return None
        bodies = {"": file.read_bytes()}
        for encoding, suffix in store.ENCODINGS.items():
            variant = file.with_name(file.name + suffix)
            # one time on all of them says that they were pressed together (store.prepare)
            if variant.exists() and variant.stat().st_mtime_ns == stat.st_mtime_ns:
                bodies[encoding] = variant.read_bytes()
        headers = [("content-type", content_type(file.name)), ("cache-control", PAGE_CACHING)]
        headers.append(("content-security-policy", self._policy))
        return self._entry(file, stat, bodies, headers, generation)

    def _bare(self, status: int, file: Path, generation: bytes) -> Entry:
        location = file.read_text() if status == 301 else ""
        headers = [*self._common, ("cache-control", PAGE_CACHING)]
        if location:
            headers.append(("location", location))
        return Entry(status, "", {"": b""}, {"": headers}, file, 0, _stamp(file.stat()), generation)

    def _file(self, file: Path, generation: bytes) -> Entry | None:
        stat = file.stat()
        if file.is_dir():
            return None
        bodies: dict[str, bytes] = {}
        if stat.st_size <= LARGEST_BYTES:
            bodies[""] = file.read_bytes()
            if file.suffix in _SQUEEZABLE and stat.st_size > 512:
                bodies["gzip"] = gzip.compress(bodies[""], compresslevel=6, mtime=0)
        headers = [("content-type", content_type(file.name)), ("cache-control", FILE_CACHING)]
        if file.suffix == ".svg":
            headers.append(("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"))
        entry = self._entry(file, stat, bodies, headers, generation)
        entry.in_parts = True
        return entry

    def _entry(
        self, file: Path, stat: os.stat_result, bodies: dict[str, bytes], headers: Headers, generation: bytes
    ) -> Entry:
        known = bodies.get("") or f"{file.name} {stat.st_size} {stat.st_mtime_ns}".encode()
        etag = f'"{hashlib.blake2b(known, digest_size=12).hexdigest()}"'
        shared = [*self._common, *headers, ("vary", "accept-encoding"), ("etag", etag)]
        whole: dict[str, Headers] = {"": [*shared, ("content-length", str(stat.st_size))]}
        for encoding, body in bodies.items():
            if encoding:
                whole[encoding] = [
                    *shared,
                    ("content-encoding", encoding),
                    ("content-length", str(len(body))),
                ]
        return Entry(200, etag, bodies, whole, file, stat.st_size, _stamp(stat), generation)


def _stamp(stat: os.stat_result) -> tuple[int, int, int]:
    return (stat.st_ino, stat.st_mtime_ns, stat.st_size)


def _unchanged(entry: Entry) -> bool:
    try:
        if _stamp(entry.file.stat()) != entry.stamp:
            return False
    except FileNotFoundError:
        return False
    return entry.status != 200 or not _overruled(entry.file)


def _overruled(file: Path) -> bool:
    return any(file.with_name(file.name + suffix).exists() for suffix in (store.GONE, store.MOVED))
