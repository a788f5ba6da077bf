"""Waking workers the moment something is due, instead of having them ask.

Owns    the folder FREESHEET_DATA/bells: one datagram socket a worker on this machine
Rule    a ring may be lost, never a row: workers look by themselves when the next row falls due
Source  PostgreSQL NOTIFY for workers on other machines
"""

import contextlib
import os
import select
import socket
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg
from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import connection

CHANNEL = "freesheet_work"


def _folder() -> Path:
    folder = Path(settings.DATA) / "bells"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def ring() -> None:
    """Wake every worker; never waits and never fails."""
    with contextlib.suppress(OSError):
        ring_here()
    if connection.vendor == "postgresql":
        with contextlib.suppress(DatabaseTrouble), connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")


def ring_here() -> None:
    """Wake the workers of this machine, without the database: a signal handler may call this."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ringer:
        ringer.setblocking(False)
        for bell in _folder().glob("*.bell"):
            try:
                ringer.sendto(b"!", _short(bell))
            except (ConnectionRefusedError, FileNotFoundError):
                bell.unlink(missing_ok=True)  # its worker was killed
            except OSError:
                continue  # its worker is awake and has rings enough


def _short(bell: Path) -> str:
    """The socket's name as seen from the current folder when that is shorter: names end at 108 bytes."""
    return min(str(bell), os.path.relpath(bell), key=len)


class Bell:
    """The ear of a worker's lane: wait() returns when somebody rings, or when the time is up."""

    def __init__(self, lane: str = "") -> None:
        self._lane = lane

    def __enter__(self) -> "Bell":
        self._file = _folder() / f"{os.getpid()}{self._lane}.bell"
        self._file.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(_short(self._file))
        self._socket.setblocking(False)
        self._listening: Any = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()
        self._file.unlink(missing_ok=True)
        self._hang_up()

    def wait(self, seconds: float) -> None:
        """Sleep until rung, at most so long; rings that came meanwhile count once."""
        ears = [self._socket.fileno()]
        if connection.vendor == "postgresql":
            ears += self._listen()
        select.select(ears, [], [], max(0.0, seconds))
        with contextlib.suppress(BlockingIOError):
            while self._socket.recv(16):
                pass
        self._drain()

    def _listen(self) -> list[int]:
        if self._listening is None:
            parameters = connection.get_connection_params()
            parameters.pop("cursor_factory", None)
            parameters.pop("context", None)
            parameters.pop("prepare_threshold", None)
            try:
                self._listening = psycopg.connect(**parameters, autocommit=True)
                self._listening.execute(f"LISTEN {CHANNEL}")
            except psycopg.OperationalError:
                self._hang_up()
                return []
        return [self._listening.fileno()]

    def _drain(self) -> None:
        if self._listening is not None:
            try:
                list(self._listening.notifies(timeout=0))
            except Exception:  # noqa: BLE001 (a line that broke is dialled again at the next wait)
                self._hang_up()

    def _hang_up(self) -> None:
        if self._listening is not None:
            with contextlib.suppress(Exception):
                self._listening.close()
            self._listening = None
