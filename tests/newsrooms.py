"""A newsroom of real processes with the cast in it, made once a day and code, and copied for whoever asks.

Rule    a copy runs at the port it was made for, because pages hold the site's address: elsewhere all are pressed again
"""

import fcntl
import hashlib
import os
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.servers import Newsroom, free_port

ROOT = Path(__file__).resolve().parent.parent
CAST = "from freesheet.demo.cast import assemble; assemble()"
WHOLE = ".whole"
DAY_SECONDS = 86_400
FIRST_PORT, PORTS = 27_000, 4
"""Below what the system gives away by itself; so many for each process of pytest."""


@cache
def _digest() -> str:
    """Of all that a prepared newsroom is made of: our code and its libraries; and of the day, for stories have dates."""
    digest = hashlib.blake2b(f"{sys.version} {date.today()}".encode(), digest_size=8)
    ours = (file for file in (ROOT / "freesheet").rglob("*") if file.is_file() and file.suffix not in {".pyc", ".po"})
    for file in sorted([*ours, ROOT / "requirements.txt", Path(__file__)]):
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


@contextmanager
def _kept(name: str, make: Callable[[Path], None]) -> Iterator[Path]:
    """A folder that outlasts this run: made by whoever comes first, whole or not at all, and locked while it is read."""
    folder = Path(tempfile.gettempdir()) / f"freesheet-kept-{name}-{_digest()}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / WHOLE).exists():
            _forget_old(folder.parent)
            make(folder)
            (folder / WHOLE).touch()
        yield folder


def _forget_old(parent: Path) -> None:
    for folder in parent.glob("freesheet-kept-*"):
        if folder.is_dir() and time.time() - folder.stat().st_mtime > DAY_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _assemble(folder: Path) -> None:
    newsroom = Newsroom(folder)
    newsroom.command("prepare")
    newsroom.python(CAST)
    newsroom.command("work", "--until-idle")
    shutil.rmtree(folder / "bells", ignore_errors=True)


def _at(port: int) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        with _kept("cast", _assemble) as cast:
            shutil.copytree(cast, folder, ignore=shutil.ignore_patterns(WHOLE))
        newsroom = Newsroom(folder, port=port)
        newsroom.command("prepare")
        newsroom.command("work", "--until-idle")
        shutil.rmtree(folder / "bells", ignore_errors=True)

    return make


def _own_ports() -> range:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw99").removeprefix("gw"))
    return range(FIRST_PORT + worker * PORTS, FIRST_PORT + (worker + 1) * PORTS)


def _is_free(port: int) -> bool:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return attempt.connect_ex(("127.0.0.1", port)) != 0


def copied(folder: Path) -> Newsroom:
    """A copy of the prepared newsroom in a new folder, at a port that nobody has, not started yet."""
    port = next(filter(_is_free, _own_ports()), None)
    with _kept(f"at-{port}", _at(port)) if port else _kept("cast", _assemble) as made:
        shutil.copytree(made, folder, ignore=shutil.ignore_patterns(WHOLE))
    return Newsroom(folder, port=port or free_port())


@pytest.fixture
def newsroom(tmp_path) -> Iterator[Newsroom]:
    """One test's own copy."""
    copy = copied(tmp_path / "newsroom")
    yield copy
    copy.remove()
