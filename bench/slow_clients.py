"""How long a page takes while a thousand clients send or read a byte now and then.

Run     .venv/bin/python -m bench.slow_clients
Prints  for slow headers, bodies and reads: p50, p99 and worst of 200 pages, beside the same with nobody there
Bar     other pages in under 100 ms (promise 23: under a second)
"""

import contextlib
import resource
import socket
import statistics
import time

from django.test import override_settings

from bench.ready import FOLDER
from freesheet.doors.press import store
from tests.servers import Newsroom, get

CLIENTS = 1000
PAGES = 200


def pages(newsroom: Newsroom) -> list[float]:
    """Milliseconds that each page took, one after another, each on a new connection."""
    took = []
    for _ in range(PAGES):
        started = time.perf_counter()
        assert get(f"{newsroom.url}/", timeout=20).status == 200
        took.append((time.perf_counter() - started) * 1000)
    return took


def hold(newsroom: Newsroom, beginning: bytes, held: contextlib.ExitStack) -> None:
    for _ in range(CLIENTS):
        client = held.enter_context(socket.socket())
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", newsroom.port))
        client.sendall(beginning)


def told(name: str, took: list[float]) -> None:
    p99 = statistics.quantiles(took, n=100)[98]
    print(f"{name:28} p50 {statistics.median(took):6.1f} ms   p99 {p99:6.1f} ms   worst {max(took):6.1f} ms")


def main() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    newsroom = Newsroom(FOLDER / "newsroom")
    with override_settings(PRESS_ROOT=newsroom.data / "pressed"):
        store.prepare("/", b"<title>Front</title>" + b"<p>Front.</p>" * 3000).put()
        audio = store.keep(b"\0" * 8_000_000, ".mp3")
        store.bump()
    newsroom.start("serve")
    login = b"POST /desk/account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc"
    slow = {
        "slow headers": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: b",
        "slow bodies": login,
        "slow reads": f"GET {audio} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(),
    }
    try:
        told("nobody there", pages(newsroom))
        for name, beginning in slow.items():
            with contextlib.ExitStack() as held:
                hold(newsroom, beginning, held)
                told(f"{name}, as they come", pages(newsroom))
                time.sleep(2)
                told(f"{name}, held", pages(newsroom))
    finally:
        newsroom.stop()


if __name__ == "__main__":
    main()
