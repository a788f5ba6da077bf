"""A newsroom of real processes with the cast in it, made once and copied for whoever asks.

Rule    a copy runs at the port it was made for, because pages hold the site's address: elsewhere all are pressed again
"""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.kept import WHOLE, code, kept
from tests.servers import Newsroom, free_port

CAST = "from freesheet.demo.cast import assemble; assemble()"
FIRST_PORT, PORTS = 27_000, 4
"""Below what the system gives away by itself; so many for each process of pytest."""


def _assemble(folder: Path) -> None:
    newsroom = Newsroom(folder)
    newsroom.command("prepare")
    newsroom.python(CAST)
    newsroom.close_console()
    newsroom.command("work", "--until-idle")
    shutil.rmtree(folder / "bells", ignore_errors=True)


def _at(port: int) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        with kept(f"newsroom-{code()}", _assemble) as cast:
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
        return attempt.connect_ex(("127.0.0.1", port)) != 0


def copied(folder: Path) -> Newsroom:
    """A copy of the prepared newsroom in a new folder, at a port that nobody has, not started yet."""
    port = next(filter(_is_free, _own_ports()), None)
    name, make = (f"newsroom-{code()}-{port}", _at(port)) if port else (f"newsroom-{code()}", _assemble)
    with kept(name, make) as made:
        shutil.copytree(made, folder, ignore=shutil.ignore_patterns(WHOLE))
    return Newsroom(folder, port=port or free_port())


@pytest.fixture
def newsroom(tmp_path) -> Iterator[Newsroom]:
    """One test's own copy."""
    copy = copied(tmp_path / "newsroom")
    yield copy
    copy.remove()
