"""Servers that a drill may stop and break; `newsroom` is in tests/newsrooms.py."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsrooms import CAST  # noqa: F401 (the drills say it by this name)
from tests.servers import Postgres


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of the drill's own, which the drill may stop.

    Beside pytest's folder: each new run of pytest shuts that one to every other user, and PostgreSQL is one.
    """
    with tempfile.TemporaryDirectory(prefix="freesheet-postgres-") as folder:
        server = Postgres(Path(folder) / "server")
        server.start()
        yield server
        server.stop()
