"""Runs pytest with a PostgreSQL server of this run's own: python -m tests.on_postgres [pytest's arguments].

Rule    the server is a copy of one that is kept, with the databases in it that tests are given copies of
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.kept import code, kept
from tests.servers import Postgres

FILL = """
from pathlib import Path
from tests import surroundings
import django
django.setup()
from django.test.utils import setup_test_environment
setup_test_environment()
from tests.databases import Server
Server(Path("{site}"), "main").fill()
"""


def _environment(server: Postgres) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "freesheet.config.settings",
        "FREESHEET_TEST_DATABASE_URL": server.address("postgres"),
        "FREESHEET_TEST_SITE": str(server.folder.parent / "site"),
    }


def _make(folder: Path) -> None:
    server = Postgres(folder / "server")
    server.start()
    try:
        fill = [sys.executable, "-c", FILL.format(site=folder / "site")]
        subprocess.run(fill, env=_environment(server), check=True)
    finally:
        server.stop()


def _files() -> list[str]:
    """Those with such a test, unless some are named: to look into all takes each process seconds."""
    if any(Path(argument.partition("::")[0]).exists() for argument in sys.argv[1:]):
        return []
    return sorted(str(file) for file in Path("tests").rglob("test_*.py") if "mark.postgres" in file.read_text())


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="freesheet-postgres-", ignore_cleanup_errors=True) as folder:
        own = Path(folder) / "own"
        with kept(f"postgres-{code()}", _make) as made:
            subprocess.run(["cp", "--archive", str(made), str(own)], check=True)
        server = Postgres(own / "server")
        server.start()
        try:
            command = [sys.executable, "-m", "pytest", "-m", "postgres", *sys.argv[1:], *_files()]
            return subprocess.run(command, env=_environment(server), check=False).returncode
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
