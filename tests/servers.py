"""Real servers for tests: PostgreSQL of this machine, and Freesheet itself as processes."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from tests import evidence
from tests.console import Console


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(condition, *, seconds: float = 90.0, what: str = "") -> None:
    """Return as soon as condition() is true; fail the test when it is not in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"not in {seconds} s: {what or condition}")


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def get(url: str, *, method: str = "GET", data: bytes | None = None, timeout: float = 10, **headers: str) -> Reply:
    """One request without redirects followed; header names with underscores for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, method=method, data=data, headers=named)
    try:
        with _opener.open(request, timeout=timeout) as answer:
            return Reply(answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())


@dataclass
class Postgres:
    """A cluster of its own in a folder of its own, on a free port, trusted from this machine only.

    Where the folder has a cluster already, it is that one.
    """

    folder: Path
    port: int = field(default_factory=free_port)
    _server: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self._bin = versions[-1]
        self._user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._user:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
            for parent in self.folder.parents:
                if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)
        data = self.folder / "data"
        if not data.exists():
            self._run("initdb", "-D", str(data), "-U", "freesheet", "-A", "trust", "-E", "UTF8", "--no-sync")

    def _command(self, program: str, *arguments: str) -> dict:
        return {
            "args": [str(self._bin / program), *arguments],
            "user": self._user.pw_uid if self._user else None,
            "group": self._user.pw_gid if self._user else None,
            "cwd": "/",
        }

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(**self._command(program, *arguments), check=True, capture_output=True)

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            command = self._command(
                "postgres",
                "-D",
                str(self.folder / "data"),
                "-p",
                str(self.port),
                "-k",
                str(self.folder),
                "-c",
                "fsync=off",
                "-c",
                "listen_addresses=127.0.0.1",
            )
            self._server = subprocess.Popen(**command, stdout=log, stderr=log)
        wait_for(self._is_ready, what=f"PostgreSQL; see {self.folder}/log")

    def _is_ready(self) -> bool:
        try:
            self._run("pg_isready", "-h", "127.0.0.1", "-p", str(self.port), "-q")
        except subprocess.CalledProcessError:
            return False
        return True

    def stop(self) -> None:
        """Stop it, ending its clients' connections; nothing happens when it is stopped already."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait(30)
            self._server = None

    def create(self, name: str) -> str:
        """A new empty database; returns its address for FREESHEET_DATABASE_URL."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "freesheet", name)
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgresql://freesheet@127.0.0.1:{self.port}/{name}"


@dataclass
class Newsroom:
    """Freesheet as a technician runs it: real processes, a folder of its own, a port or a host of its own.

    Its address says localhost wherever it listens: pages that hold it are right for every copy.
    """

    data: Path
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    host: str = "127.0.0.1"
    process: subprocess.Popen[bytes] | None = None
    _console: Console | None = None

    @property
    def authority(self) -> str:
        return f"localhost:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.authority}"

    @property
    def log(self) -> Path:
        return self.data / "log"

    def variables(self) -> dict[str, str]:
        ours = ("FREESHEET_", "DJANGO_", "PYTEST_")
        plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {
            **plain,
            "FREESHEET_DATA": str(self.data),
            "FREESHEET_URL": self.url,
            "FREESHEET_HOST": self.host,
            "FREESHEET_PORT": str(self.port),
            "FREESHEET_TIME_ZONE": "Europe/Kyiv",
            "PYTHONUNBUFFERED": "1",
            **self.environment,
        }

    def command(self, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
        """Run a freesheet command to its end; what it complained of is noted on the error."""
        try:
            return subprocess.run(
                [sys.executable, "-m", "freesheet", *arguments],
                env=self.variables(),
                check=True,
                capture_output=True,
                text=True,
                timeout=240,
                **options,
            )
        except subprocess.CalledProcessError as failed:
            failed.add_note(failed.stderr[-3000:])
            raise

    def python(self, code: str) -> str:
        """Run code inside Django, as in the shell; returns what it prints."""
        if self._console and not self._console.is_for(self.variables()):
            self.close_console()
        self._console = self._console or Console(self.variables())
        return self._console.run(code)

    def close_console(self) -> None:
        if self._console:
            self._console.close()
            self._console = None

    def start(self, *arguments: str) -> None:
        """Start `freesheet run` (or another command) and wait until it answers."""
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "freesheet", *(arguments or ("run",))],
                env=self.variables(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        evidence.present.append(self)
        wait_for(self.answers, seconds=120, what=f"{self.url} to answer; see {self.log}")

    def answers(self) -> bool:
        if self.process and self.process.poll() is not None:
            raise AssertionError(f"ended with {self.process.returncode}:\n{self.log.read_text()[-3000:]}")
        with contextlib.suppress(OSError):
            return self.get("/no-such-address", timeout=2).status == 404
        return False

    def stop(self) -> int:
        """Ctrl-C; returns the exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(40)
        self.process = None
        evidence.present.remove(self)
        return code

    def testify(self, folder: Path, name: str) -> None:
        shutil.copy(self.log, folder / f"{name}.log")

    def get(self, path: str, **options) -> Reply:
        """One request, for a path or for an address of its own as pages and letters have it."""
        own = path.removeprefix(self.url)
        return get(f"http://{self.host}:{self.port}{own}", **{"Host": self.authority, **options})

    def children(self) -> dict[int, str]:
        """Every process below `freesheet run`: pid → command line, and the name it has given itself."""
        assert self.process is not None
        found: dict[int, str] = {}
        waiting = [self.process.pid]
        while waiting:
            pid = waiting.pop()
            for file in Path(f"/proc/{pid}/task").glob("*/children"):
                with contextlib.suppress(OSError):
                    for child in map(int, file.read_text().split()):
                        line, own = (Path(f"/proc/{child}/{file}").read_text() for file in ("cmdline", "comm"))
                        found[child] = f"{line} {own}".replace("\0", " ")
                        waiting.append(child)
        return found

    def kill(self, *, containing: str = "") -> list[int]:
        """kill -9 every child process whose command line or name contains this; returns their pids."""
        pids = [pid for pid, command in self.children().items() if containing in command]
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return pids

    def remove(self) -> None:
        if self.process is not None:
            with contextlib.suppress(Exception):
                self.stop()
        self.close_console()
        shutil.rmtree(self.data, ignore_errors=True)
