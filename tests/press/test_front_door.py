"""The front door as a client on the wire sees it: a real Granian, real files, no database."""

import http.client
import os

import pytest
from django.test import override_settings

from freesheet.press import store
from tests.servers import Newsroom

PAGE = b"<!doctype html><title>Ferry</title>" + b"<p>The ferry is back. </p>" * 200


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    running = Newsroom(
        tmp_path_factory.mktemp("front-door"),
        {"FREESHEET_READER_BODY_BYTES": "2000", "FREESHEET_BODY_SECONDS": "2"},
    )
    with override_settings(PRESS_ROOT=running.data / "pressed"):
        put("/", b"<title>Front</title>")
        put("/uk/", "<title>Перша</title>".encode())
        put("/errors/404/", b"<title>Not found</title>")
        put("/uk/errors/404/", "<title>Немає</title>".encode())
        put("/errors/410/", b"<title>Gone</title>")
        put("/2026/11/ferry/", PAGE)
        put("/feed.rss", b"<rss/>")
        store.prepare_moved("/2026/11/old/", "/2026/11/ferry/").put()
        store.prepare_gone("/2026/11/gone/").put()
        running.audio = store.keep(bytes(range(256)) * 4000, ".mp3")
        running.picture = store.keep(b"\xff\xd8" + b"x" * 5000, ".jpg")
        running.start("serve")
        yield running
        running.remove()


@pytest.fixture(autouse=True)
def same_folder(settings, newsroom):
    settings.PRESS_ROOT = newsroom.data / "pressed"


def put(path: str, body: bytes) -> None:
    store.prepare(path, body).put()
    store.bump()


def test_a_page_is_its_pressed_bytes(newsroom):
    reply = newsroom.get("/2026/11/ferry/")
    assert reply.status == 200
    assert reply.body == PAGE
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in reply.headers


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_page_is_compressed_for_who_takes_it(newsroom, encoding):
    reply = newsroom.get("/2026/11/ferry/", accept_encoding=f"{encoding}, identity;q=0.1")
    assert reply.headers["content-encoding"] == encoding
    assert len(reply.body) < len(PAGE) / 5
    assert reply.headers["vary"] == "accept-encoding"


def test_refused_encodings_are_not_sent(newsroom):
    assert "content-encoding" not in newsroom.get("/2026/11/ferry/", accept_encoding="br;q=0, gzip; q=0").headers


def test_cookies_query_strings_and_odd_headers_change_nothing(newsroom):
    plain = newsroom.get("/2026/11/ferry/")
    odd = newsroom.get(
        "/2026/11/ferry/?utm_source=x&a[]=1",
        cookie="freesheet_hint=staff; session=1",
        x_forwarded_host="evil.example",
        user_agent="~" * 2000,
        accept_language="uk",
    )
    assert odd.body == plain.body
    assert {k: v for k, v in odd.headers.items() if k != "date"} == {
        k: v for k, v in plain.headers.items() if k != "date"
    }


def test_what_the_reader_has_is_not_sent_again(newsroom):
    etag = newsroom.get("/2026/11/ferry/").headers["etag"]
    for header in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        reply = newsroom.get("/2026/11/ferry/", if_none_match=header)
        assert (reply.status, reply.body) == (304, b"")
        assert reply.headers["etag"] == etag
    assert newsroom.get("/2026/11/ferry/", if_none_match='"other"').status == 200


def test_head_has_the_headers_alone(newsroom):
    head, whole = newsroom.get("/2026/11/ferry/", method="HEAD"), newsroom.get("/2026/11/ferry/")
    assert head.body == b""
    assert head.headers["content-length"] == str(len(whole.body))


def test_a_missing_slash_leads_on(newsroom):
    reply = newsroom.get("/2026/11/ferry")
    assert (reply.status, reply.headers["location"]) == (301, "/2026/11/ferry/")


def test_moved_and_gone(newsroom):
    moved = newsroom.get("/2026/11/old/")
    assert (moved.status, moved.headers["location"]) == (301, "/2026/11/ferry/")
    gone = newsroom.get("/2026/11/gone/")
    assert gone.status == 410
    assert "Gone" in gone.text


def test_unknown_addresses_speak_the_editions_language(newsroom):
    assert "Not found" in newsroom.get("/nothing/here/").text
    assert "Немає" in newsroom.get("/uk/nothing/").text
    assert newsroom.get("/uk/nothing/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../secret-key",
        "/2026/11/ferry/../../../../secret-key",
        "/%2e%2e/%2e%2e/secret-key",
        "/..%2f..%2fsecret-key",
        "/media/../generation",
        "/media/..%2f..%2fsecret-key",
        "/static/../secret-key",
        "/static/%2e%2e/secret-key",
        "/static//etc/passwd",
        "/2026/11/ferry/index.html",
        "/2026/11/ferry/index.html.br",
        "/2026/11/old/index.html.301",
        "/2026/11/ferry/%00",
        "/" + "a" * 4000,
        "/%ff%fe",
        "/.git/",
    ],
)
def test_nothing_but_addresses_can_be_asked_for(newsroom, path):
    connection = http.client.HTTPConnection("localhost", newsroom.port, timeout=5)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    assert reply.status in {400, 404}
    assert b"ferry is back" not in body


def test_a_part_of_a_large_file(newsroom):
    whole = bytes(range(256)) * 4000
    for header, start, end in (
        ("bytes=0-9", 0, 10),
        ("bytes=1000-", 1000, len(whole)),
        ("bytes=-7", len(whole) - 7, len(whole)),
    ):
        reply = newsroom.get(newsroom.audio, range=header)
        assert reply.status == 206
        assert reply.body == whole[start:end]
        assert reply.headers["content-range"] == f"bytes {start}-{end - 1}/{len(whole)}"
    assert newsroom.get(newsroom.audio).body == whole
    assert newsroom.get(newsroom.audio, range=f"bytes={len(whole)}-").status == 416
    assert newsroom.get(newsroom.audio, range="lines=1-2").status == 200


def test_kept_files_never_change_so_they_may_be_kept(newsroom):
    reply = newsroom.get(newsroom.picture)
    assert reply.headers["content-type"] == "image/jpeg"
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_change_is_seen_on_the_next_request_of_every_process(newsroom):
    path = "/2026/11/changing/"
    for number in range(20):
        put(path, f"version {number}".encode())
        for _ in range(4):
            assert newsroom.get(path).text == f"version {number}"
    store.prepare_gone(path).put()
    store.bump()
    assert {newsroom.get(path).status for _ in range(8)} == {410}
    put(path, b"back")
    assert {newsroom.get(path).text for _ in range(8)} == {"back"}


def test_pages_can_only_be_read(newsroom):
    reply = newsroom.get("/2026/11/ferry/", method="POST", data=b"x=1")
    assert reply.status == 405
    assert reply.headers["allow"] == "GET, HEAD"


def test_a_body_too_large_or_too_slow_is_refused(newsroom):
    assert newsroom.get("/healthz", method="POST", data=b"x" * 3000).status == 413
    connection = http.client.HTTPConnection("localhost", newsroom.port, timeout=10)
    connection.putrequest("POST", "/healthz")
    connection.putheader("Content-Length", "1000")
    connection.endheaders(b"abc")
    assert connection.getresponse().status == 408
    connection.close()


def test_the_cache_of_pages_is_bounded(tmp_path):
    from freesheet.press.front_door.shelf import Shelf

    with override_settings(PRESS_ROOT=tmp_path / "pressed"):
        shelf = Shelf(limit_bytes=200_000, common=[], policy="", static_root=tmp_path)
        for number in range(60):
            put(f"/{number}/", os.urandom(5000))
            assert shelf.find(f"/{number}/") is not None
        assert shelf.bytes <= 200_000
        assert shelf.find("/0/") is not None
