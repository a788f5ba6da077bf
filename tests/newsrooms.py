"""A newsroom of real processes with the cast in it, made once and copied for whoever asks.

Called by   drills and journeys, through tests/conftest.py
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import Newsroom

CAST = "from freesheet.demo.cast import assemble; assemble()"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """A data folder with the cast, everything pressed; never started itself."""
    made = Newsroom(tmp_path_factory.mktemp("prepared"))
    made.command("prepare")
    made.python(CAST)
    made.command("work", "--until-idle")
    shutil.rmtree(made.data / "bells", ignore_errors=True)
    return made.data


def copied(prepared: Path, folder: Path) -> Newsroom:
    """A copy of the prepared newsroom on a port of its own, not started yet."""
    copy = Newsroom(folder)
    shutil.copytree(prepared, copy.data)
    return copy


@pytest.fixture
def newsroom(prepared, tmp_path) -> Iterator[Newsroom]:
    """One test's own copy."""
    copy = copied(prepared, tmp_path / "newsroom")
    yield copy
    copy.remove()
