"""Folders that outlast a run of the tests: made by whoever comes first, for every process and run of the same code."""

import fcntl
import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHOLE = ".whole"
DAY_SECONDS = 86_400
MAKERS = (
    "requirements.txt",
    "tests/databases.py",
    "tests/journeys/people.py",
    "tests/journeys/scenery.py",
    "tests/newsrooms.py",
    "tests/on_postgres.py",
)
"""Beside our code, what is read to make what is kept."""


@cache
def code() -> str:
    """A digest of our code and its libraries; and of the day, for what is made of them has dates."""
    digest = hashlib.blake2b(f"{sys.version} {date.today()}".encode(), digest_size=8)
    ours = (file for file in (ROOT / "freesheet").rglob("*") if file.is_file() and file.suffix not in {".pyc", ".po"})
    makers = (ROOT / name for name in MAKERS)
    for file in sorted([*ours, *makers]):
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


@contextmanager
def kept(name: str, make: Callable[[Path], None]) -> Iterator[Path]:
    """The folder of that name, whole, and locked as long as it is read; make fills it if it is not there."""
    folder = Path(tempfile.gettempdir()) / f"freesheet-kept-{name}"
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / WHOLE).exists():
            _forget_old(folder.parent)
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            (folder / WHOLE).touch()
        yield folder


def _forget_old(parent: Path) -> None:
    for folder in parent.glob("freesheet-kept-*"):
        if folder.is_dir() and time.time() - folder.stat().st_mtime > DAY_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
