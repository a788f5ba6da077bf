"""Files that a power cut leaves whole: made once and then kept for good, such as keys; names that last.

Rule    a file is whole, on the disk and only ours to read before it has its name
Source  POSIX link(2) fails where the name is taken; fsync of file, then of folder, for a power cut
"""

import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex


def made_once(file: Path, make: Callable[[], bytes]) -> bytes:
    """What the file holds; made when there is none: of two processes at once one wins, and both get the same."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = file.with_name(f".{file.name}.{token_hex(6)}")
        try:
            _write(made, make())
            _name(made, file)
        finally:
            made.unlink(missing_ok=True)
        sync_folder(file.parent)
    return file.read_bytes()


def _write(file: Path, content: bytes) -> None:
    file.touch(mode=0o600)
    with file.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _name(temporary: Path, file: Path) -> None:
    try:
        file.hardlink_to(temporary)
    except FileExistsError:
        pass  # the other process was first
    except OSError:
        temporary.replace(file)  # no hard links on this file system


def sync_folder(folder: Path) -> None:
    """The names in a folder are on the disk from here on."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
