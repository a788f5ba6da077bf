"""A thousand clients that send or read a byte now and then: everybody else is served all the same.

How fast is bench/slow_clients.py's question; here, that it happens at all.
"""

import contextlib
import resource
import socket

import pytest

from freesheet.doors.press import store
from tests.servers import Newsroom

pytestmark = pytest.mark.drill
CLIENTS = 1000
BEGINNINGS = {
    "headers": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: b",
    "bodies": b"POST /desk/account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc",
    "reads": b"GET %(audio)s HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    running = Newsroom(tmp_path_factory.mktemp("slow"))
    root = running.data / "pressed"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "root", lambda: root)
        store.prepare("/", b"<title>Front</title>").put()
        running.audio = store.keep(b"\0" * 8_000_000, ".mp3")
        store.bump()
    running.start("serve")
    yield running
    running.remove()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_a_thousand_slow_clients_hold_up_nobody(newsroom, kind):
    beginning = BEGINNINGS[kind].replace(b"%(audio)s", newsroom.audio.encode())
    with contextlib.ExitStack() as held:
        for _ in range(CLIENTS):
            client = socket.socket()
            held.callback(client.close)
            if kind == "reads":
                client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect((newsroom.host, newsroom.port))
            client.sendall(beginning)
        for _ in range(20):
            assert newsroom.get("/", timeout=5).status == 200


def test_large_bodies_that_never_end_shut_nobody_out_of_sign_in(newsroom):
    length = 1024 * 1024 - 1
    head = f"POST /desk/account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n".encode()
    with contextlib.ExitStack() as held:
        for _ in range(64):
            client = socket.create_connection((newsroom.host, newsroom.port))
            held.callback(client.close)
            with contextlib.suppress(OSError):  # those past the allowance are told 503 and hung up on
                client.sendall(head + b"x" * (length - 1))
        reply = newsroom.get("/desk/account/login/", method="POST", data=b"login=ada%40example.org&password=x")
        assert reply.status == 403, "it came in: the form's token is missing, and nothing else"
