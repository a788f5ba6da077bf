"""Runs pytest with a PostgreSQL server of this run's own: python -m tests.on_postgres [pytest's arguments].

Called by   bin/test, after the run on SQLite, for the tests marked postgres
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers import Postgres


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="freesheet-postgres-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder) / "server")
        server.start()
        try:
            environment = {**os.environ, "FREESHEET_TEST_DATABASE_URL": server.create("freesheet")}
            command = [sys.executable, "-m", "pytest", "-m", "postgres", *sys.argv[1:]]
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
