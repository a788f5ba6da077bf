"""A newsroom of real processes with the cast in it, made once and copied for whoever asks.

Rule    its pages hold its address: every copy has the same, and listens on a host of its own
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import SystemRandom

import pytest

from tests.kept import WHOLE, code, kept
from tests.servers import Newsroom

CAST = "from freesheet.demo.cast import assemble; assemble()"
SCENERY = "from tests.journeys.scenery import lay_out; lay_out()"
PORT = 27_000
"""Below what the system gives away by itself."""


def _press(newsroom: Newsroom) -> None:
    newsroom.close_console()
    newsroom.command("work", "--until-idle")
    shutil.rmtree(newsroom.data / "bells", ignore_errors=True)


def _with_cast(folder: Path) -> None:
    newsroom = Newsroom(folder, port=PORT)
    newsroom.command("prepare")
    newsroom.python(CAST)
    _press(newsroom)


def _with_scenery(folder: Path) -> None:
    newsroom = copied(folder)
    newsroom.python(SCENERY)
    _press(newsroom)


def _copied(folder: Path, name: str, make: Callable[[Path], None]) -> Newsroom:
    with kept(f"{name}-{code()}", make) as made:
        shutil.copytree(made, folder, ignore=shutil.ignore_patterns(WHOLE))
    return Newsroom(folder, port=PORT, host=_host())


def _host() -> str:
    """One of this machine's sixteen million own addresses, whoever else runs tests on it."""
    numbers = SystemRandom()
    return ".".join(["127", *(str(numbers.randint(1, 254)) for _ in range(3))])


def copied(folder: Path) -> Newsroom:
    """A copy of the prepared newsroom in a new folder, on a host of its own, not started yet."""
    return _copied(folder, "newsroom", _with_cast)


def copied_with_scenery(folder: Path) -> Newsroom:
    """The same with all that people on their journeys find (tests/journeys/scenery.py)."""
    return _copied(folder, "scenery", _with_scenery)


@pytest.fixture
def newsroom(tmp_path) -> Iterator[Newsroom]:
    """One test's own copy."""
    copy = copied(tmp_path / "newsroom")
    yield copy
    copy.remove()
