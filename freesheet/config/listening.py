"""The address to listen at is ours alone: Linux would let two front doors share it, and readers meet either paper.

Source  socket(7), SO_REUSEPORT, which Granian sets for its own processes: one who binds without it is refused
"""

import errno
import socket
import time
from collections.abc import Callable

from django.core.management.base import CommandError

PATIENCE_SECONDS = 15.0
"""A front door whose household was killed ends within ten (`workers_kill_timeout`)."""
PORT_EVERY_SECONDS = 0.1


def wait_until_free(host: str, port: int, *, say: Callable[[str], object], seconds: float = PATIENCE_SECONDS) -> None:
    """Return when nobody listens there; CommandError says who to look for, or why nobody could."""
    until = time.monotonic() + seconds
    is_waiting = False
    while reason := _refused(host, port):
        if reason.errno != errno.EADDRINUSE or time.monotonic() >= until:
            raise CommandError(_advice(host, port, reason))
        if not is_waiting:
            say(f"Something listens at {host}:{port} already. Waiting {seconds:.0f} seconds for its end.")
            is_waiting = True
        time.sleep(PORT_EVERY_SECONDS)


def _refused(host: str, port: int) -> OSError | None:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        socket.create_server(address, family=family).close()
    except OSError as reason:
        return reason
    return None


def _advice(host: str, port: int, reason: OSError) -> str:
    if reason.errno == errno.EADDRINUSE:
        return (
            f"Another program listens at {host}:{port}, perhaps a Freesheet that was started before. End it, or choose"
            f" another FREESHEET_PORT. Which one it is, says: ss -ltnp 'sport = :{port}'"
        )
    return f"Nothing can listen at {host}:{port}: {reason.strerror}. Look at FREESHEET_HOST and FREESHEET_PORT."
