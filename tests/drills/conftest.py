"""A newsroom of real processes with the cast in it, made once and copied for each drill."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import Newsroom, Postgres

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


@pytest.fixture
def newsroom(prepared, tmp_path) -> Iterator[Newsroom]:
    """A copy of the prepared newsroom on a port of its own, not started yet."""
    copy = Newsroom(tmp_path / "newsroom")
    shutil.copytree(prepared, copy.data)
    yield copy
    copy.remove()


@pytest.fixture
def postgres(tmp_path) -> Iterator[Postgres]:
    """A PostgreSQL server of the drill's own, which the drill may stop."""
    server = Postgres(tmp_path / "postgres")
    server.start()
    yield server
    server.stop()
