"""No fetch of ours reaches a machine inside, hangs, or swallows more than it was told to."""

import contextlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from freesheet.doors.outside import network
from freesheet.doors.outside.door import fetch
from freesheet.doors.outside.network import Refused, Unreachable


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        host = f"http://127.0.0.1:{self.server.server_port}"
        match self.path:
            case "/picture":
                self.answer("image/png", b"png")
            case "/page":
                self.answer("text/html; charset=utf-8", b"<p>")
            case "/long":
                self.answer("image/png", b"x" * 100_000)
            case "/once":
                self.lead(f"{host}/picture")
            case "/round":
                self.lead(f"{host}/round")
            case "/inside":
                self.lead("http://169.254.169.254/latest/meta-data/")
            case "/file":
                self.lead("file:///etc/passwd")
            case "/slow":
                self.send_response(200)
                self.send_header("Content-Type", "image/png")
                self.end_headers()
                self.drip(b"x" * 100)
            case "/slow-headers":
                self.drip(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nX-More: " + b"x" * 100 + b"\r\n\r\n")
            case "/broken":
                self.send_error(502)

    def drip(self, data):
        for at in range(len(data)):
            self.wfile.write(data[at : at + 1])
            time.sleep(0.05)

    def answer(self, kind, body):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def lead(self, to):
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def log_message(self, *args):
        pass

    def handle(self):
        with contextlib.suppress(OSError):
            super().handle()


@pytest.fixture(scope="module")
def server():
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def ask(server):
    def asked(path: str, *, also=frozenset({"127.0.0.1"}), host="127.0.0.1", **options):
        options = {
            "types": ("image/",),
            "limit_bytes": 1000,
            "ports": frozenset({80, 443, server.server_port}),
            **options,
        }
        return fetch(f"http://{host}:{server.server_port}{path}", also=also, **options)

    return asked


def test_an_answer_comes_whole(ask):
    answer = ask("/picture")
    assert (answer.content_type, answer.body) == ("image/png", b"png")
    assert ask("/once").url.endswith("/picture")


@pytest.mark.parametrize("path", ["/page", "/long", "/round", "/inside", "/file"])
def test_what_was_not_asked_for_is_refused(ask, path):
    with pytest.raises(Refused):
        ask(path)


@pytest.mark.parametrize("path", ["/slow", "/slow-headers"])
def test_a_server_that_drips_is_left_in_time(ask, path):
    with pytest.raises(Unreachable, match=r"too long|timed out"):
        ask(path, seconds=0.5)


def test_a_name_server_that_never_answers_is_left_in_time(ask, monkeypatch):
    over = threading.Event()

    def never(host, port, **options):
        over.wait()
        raise OSError

    monkeypatch.setattr(network.socket, "getaddrinfo", never)
    with pytest.raises(Unreachable, match="not found in time"):
        ask("/picture", host="slow.example", seconds=0.2)
    over.set()


def test_a_broken_server_may_be_asked_again(ask):
    with pytest.raises(Unreachable):
        ask("/broken")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_no_name_of_this_machine_works(ask, host):
    with pytest.raises((Refused, Unreachable)):
        ask("/picture", also=frozenset(), host=host)


def test_a_name_that_changes_its_address_is_looked_up_once(ask, server, monkeypatch):
    answers = iter(["93.184.216.34", "127.0.0.1"])

    def rebinding(host, port, **options):
        return [(2, 1, 6, "", (next(answers), port))]

    connected = []

    def connect(self, host, *args, **options):
        connected.append(host)
        raise network.httpcore.ConnectError

    monkeypatch.setattr(network.socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(network.httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(Unreachable):
        ask("/picture", also=frozenset(), host="rebind.example")
    assert connected == ["93.184.216.34"]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://user:pw@example.org/",
        "http://example.org:22/",
        "gopher://x",
        "http:///x",
        "http://a..b/",
        f"http://{'a' * 64}.example/",
        "http://exämple.org/",
        "http://example.org/é",
        "http://[::1",
        "http://example.org:99999/",
    ],
)
def test_odd_addresses_are_refused(url):
    with pytest.raises(Refused):
        fetch(url, types=("text/",), limit_bytes=10)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.0.2.1", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:0a00:0001::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert network.is_public(address) is public
