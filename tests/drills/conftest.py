"""Servers that a drill may stop and break; `newsroom` is in tests/newsrooms.py."""

from collections.abc import Iterator

import pytest

from tests.newsrooms import CAST  # noqa: F401 (the drills say it by this name)
from tests.servers import Postgres


@pytest.fixture
def postgres(tmp_path) -> Iterator[Postgres]:
    """A PostgreSQL server of the drill's own, which the drill may stop."""
    server = Postgres(tmp_path / "postgres")
    server.start()
    yield server
    server.stop()
