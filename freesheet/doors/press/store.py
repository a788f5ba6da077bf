"""Pressed files on disk: written whole or not at all, found again without the database.

Owns    FREESHEET_DATA/pressed: site/ (pages by path), media/ (by content), generation
Rule    what a reader can get is named here only; a crash leaves the old file or the new one
Source  POSIX rename(2) is atomic; fsync of file, then of folder, for a power cut

    /2026/11/slug/      site/2026/11/slug/index.html   and .gz, .br beside it
    /feed.rss           site/feed.rss
    moved               site/….301, which holds the new path
    gone                site/….410, empty
"""

import gzip
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import brotli
from django.conf import settings

from freesheet.kit import addresses
from freesheet.kit.disk import sync_folder

GENERATION_BYTES = 8
MOVED, GONE = ".301", ".410"
ENCODING_SUFFIXES = {"br": ".br", "gzip": ".gz"}
_COMPRESSED = {".html", ".rss", ".atom", ".xml", ".json", ".txt", ".css", ".js", ".svg", ".vtt"}


class UnsafePath(ValueError):
    """A path that could name a file outside the store; nothing was touched."""


def root() -> Path:
    return Path(settings.PRESS_ROOT)


def file_of(path: str) -> Path:
    """Where the 200 response of a path is kept; raises UnsafePath."""
    if not addresses.is_safe(path):
        raise UnsafePath(path)
    name = f"{path}index.html" if path.endswith("/") else path
    return root() / "site" / name[1:]


@dataclass(frozen=True)
class Prepared:
    """A response written and synced beside its place, which put() makes visible at once."""

    renames: tuple[tuple[Path, Path], ...]
    removals: tuple[Path, ...]

    def put(self) -> None:
        """Rename into place, remove what no longer holds, sync the folder."""
        folder = self.renames[0][1].parent
        for temporary, file in self.renames:
            temporary.rename(file)
        for file in self.removals:
            file.unlink(missing_ok=True)
        sync_folder(folder)

    def drop(self) -> None:
        """Forget the temporary files."""
        for temporary, _ in self.renames:
            temporary.unlink(missing_ok=True)


def prepare(path: str, body: bytes) -> Prepared:
    """Write a 200 response with its compressed variants to temporary files; raises OSError, UnsafePath.

    All variants carry one modification time, by which a reader of the folder knows that they belong together.
    """
    file = file_of(path)
    variants = {"": body}
    if file.suffix in _COMPRESSED:
        variants[".br"] = brotli.compress(body, quality=5)
        variants[".gz"] = gzip.compress(body, compresslevel=6, mtime=0)
    return _prepared(file, variants, gone=(MOVED, GONE))


def prepare_moved(path: str, location: str) -> Prepared:
    """The same for a 301 that leads to location, a path of ours."""
    return _prepared(file_of(path), {MOVED: location.encode()}, gone=("", ".br", ".gz", GONE))


def prepare_gone(path: str) -> Prepared:
    """The same for a 410."""
    return _prepared(file_of(path), {GONE: b""}, gone=("", ".br", ".gz", MOVED))


def remove(path: str) -> None:
    """Take a path's bytes away at once, all variants; needs no room on the disk."""
    file = file_of(path)
    for suffix in ("", *ENCODING_SUFFIXES.values(), MOVED):
        _suffixed(file, suffix).unlink(missing_ok=True)


def _prepared(file: Path, contents: dict[str, bytes], *, gone: tuple[str, ...]) -> Prepared:
    file.parent.mkdir(parents=True, exist_ok=True)
    mark = f".{secrets.token_hex(6)}.part"
    renames: list[tuple[Path, Path]] = []
    stamp = None
    try:
        for suffix, content in contents.items():
            target = _suffixed(file, suffix)
            temporary = target.with_name(f".{target.name}{mark}")
            renames.append((temporary, target))
            stamp = _write_synced(temporary, content, stamp)
    except OSError:
        Prepared(tuple(renames), ()).drop()
        raise
    return Prepared(tuple(renames), tuple(_suffixed(file, suffix) for suffix in gone))


def _suffixed(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix) if suffix else file


def _write_synced(file: Path, content: bytes, stamp: int | None) -> int:
    with file.open("wb") as out:
        out.write(content)
        out.flush()
        if stamp is not None:
            os.utime(out.fileno(), ns=(stamp, stamp))
        os.fsync(out.fileno())
        return os.fstat(out.fileno()).st_mtime_ns


def digest(*contents: bytes) -> str:
    """The hash that names one content, or a set of them in that order: 32 hexadecimal digits."""
    hashed = hashlib.blake2b(digest_size=16)
    for content in contents:
        hashed.update(len(content).to_bytes(8))
        hashed.update(content)
    return hashed.hexdigest()


def keep(content: bytes, suffix: str, *, set_digest: str | None = None) -> str:
    """Keep a file under the hash of its content and return its path, /media/…; keeping twice is free.

    set_digest  of the files that this one belongs to, which then names it; the suffix says which of them it is.
                Hashes don't compress: named one by one, the files of twenty pictures are a third of a front page.
    """
    name = set_digest or digest(content)
    path = f"/media/{name[:2]}/{name[2:]}{suffix}"
    file = kept_file(path)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_name(f".{file.name}.{secrets.token_hex(6)}.part")
        try:
            _write_synced(temporary, content, None)
            temporary.rename(file)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(file.parent)
    return path


def kept_file(path: str) -> Path:
    """Where a /media/… path is kept; raises UnsafePath."""
    if not addresses.is_safe(path) or not path.startswith("/media/"):
        raise UnsafePath(path)
    return root() / path[1:]


def forget(path: str) -> None:
    """Remove a kept file; readers who have it may keep their copy."""
    kept_file(path).unlink(missing_ok=True)
    bump()


def bump() -> None:
    """Tell every front-door process that something changed; each sees it on its next request."""
    with generation_file().open("r+b") as file:
        file.write(secrets.token_bytes(GENERATION_BYTES))


def generation_file() -> Path:
    """A few random bytes, overwritten in place by bump(): front doors map them into their memory.

    Reading them there costs no system call, so no request ever waits for one.
    """
    file = root() / "generation"
    if not file.exists():
        root().mkdir(parents=True, exist_ok=True)
        with file.open("ab") as made:  # two processes may come here at once; both leave enough bytes
            made.write(secrets.token_bytes(GENERATION_BYTES))
    return file
