"""The front door as a client on the wire sees it: a real Granian, real files, no database."""

import gzip
import http.client
import os
import socket
import time

import brotli
import pytest
from django.test import override_settings

from freesheet.doors.press import store
from freesheet.doors.press.front_door.shelf import LARGEST_BYTES
from tests.servers import Newsroom, wait_for

ENCODINGS = ("identity", "gzip", "br")
SEARCHES_AT_ONCE = 20
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
        put("/es-419/errors/404/", b"<title>No est\xc3\xa1</title>")
        put("/errors/400/", b"<title>Cannot be read</title>")
        put("/errors/403/", b"<title>Refused</title>")
        put("/errors/429/", b"<title>Too many</title>")
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


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("br;q=0, gzip; q=0", None),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip, br;q=0.001, identity;q=0.5", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, *;q=0", None),
        ("X-GZIP", "gzip"),
        ("br;q=2, gzip;q=yes", None),
        (",;q=1,,gzip;q=0.8", "gzip"),
        ("zstd, deflate", None),
        ("", None),
    ],
)
def test_the_encoding_is_the_one_that_the_client_likes_best(newsroom, accepted, sent):
    assert newsroom.get("/2026/11/ferry/", accept_encoding=accepted).headers.get("content-encoding") == sent


def test_every_encoding_has_its_own_etag_and_is_known_by_it_alone(newsroom):
    etags = {name: newsroom.get("/2026/11/ferry/", accept_encoding=name).headers["etag"] for name in ENCODINGS}
    assert len(set(etags.values())) == 3
    assert not any(etag.startswith("W/") for etag in etags.values())
    for name in ENCODINGS:
        for held, etag in etags.items():
            status = newsroom.get("/2026/11/ferry/", accept_encoding=name, if_none_match=etag).status
            assert status == (304 if held == name else 200)


def test_a_download_resumes_within_its_encoding_and_never_mixes_two(newsroom):
    whole = {name: newsroom.get("/2026/11/ferry/", accept_encoding=name) for name in ENCODINGS}
    for name, reply in whole.items():
        assert reply.headers["accept-ranges"] == "bytes"
        for other, held in whole.items():
            again = newsroom.get(
                "/2026/11/ferry/", accept_encoding=name, range="bytes=20-", if_range=held.headers["etag"]
            )
            if other == name:
                assert again.status == 206
                assert held.body[:20] + again.body == reply.body
                assert again.headers["content-range"] == f"bytes 20-{len(reply.body) - 1}/{len(reply.body)}"
            else:
                assert (again.status, again.body) == (200, reply.body)


def test_a_date_resumes_only_what_has_one_form(newsroom):
    page, picture = settled(newsroom, "/2026/11/ferry/"), settled(newsroom, newsroom.picture)
    parts = {"range": "bytes=10-19"}
    assert newsroom.get("/2026/11/ferry/", if_range=page.headers["last-modified"], **parts).status == 200
    assert newsroom.get(newsroom.picture, if_range=picture.headers["last-modified"], **parts).status == 206
    assert newsroom.get(newsroom.picture, if_range="Sat, 01 Jan 2000 00:00:00 GMT", **parts).status == 200
    assert newsroom.get(newsroom.picture, if_range="soon", **parts).status == 200
    assert newsroom.get(newsroom.picture, if_range=f"W/{picture.headers['etag']}", **parts).status == 200


def settled(newsroom, path: str):
    """A reply that has its date: none is told within the second in which the file was written."""
    replies = []

    def is_dated() -> bool:
        replies.append(newsroom.get(path))
        return "last-modified" in replies[-1].headers

    wait_for(is_dated, what="a date")
    return replies[-1]


def test_dates_are_compared_where_no_etag_is_named(newsroom):
    reply = settled(newsroom, "/2026/11/ferry/")
    written, etag = reply.headers["last-modified"], reply.headers["etag"]
    before, after = "Sat, 01 Jan 2000 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"

    def status(**asked: str) -> int:
        return newsroom.get("/2026/11/ferry/", **asked).status

    assert [status(if_modified_since=date) for date in (before, written, after, "soon")] == [200, 304, 304, 200]
    assert [status(if_unmodified_since=date) for date in (before, written, after, "soon")] == [412, 200, 200, 200]
    assert [status(if_match=tags) for tags in (etag, f'"x", {etag}', "*", '"x"', f"W/{etag}")] == [200] * 3 + [412] * 2
    assert status(if_none_match='"x"', if_modified_since=after) == 200
    assert status(if_match=etag, if_unmodified_since=before) == 200
    assert status(if_match=etag, if_none_match=etag) == 304


def test_no_date_stands_for_a_page_that_may_change_within_its_second(newsroom):
    path = "/2026/11/hasty/"
    wait_for(lambda: time.time() % 1 < 0.3, what="the beginning of a second")
    put(path, b"first")
    first = newsroom.get(path)
    put(path, b"second")
    assert newsroom.get(path).text == "second"
    assert "last-modified" not in first.headers
    assert "last-modified" in settled(newsroom, path).headers


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


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/2026/11/ferry", "/2026/11/ferry/"),
        ("/2026/11/ferry?x=1&y=%D0%96", "/2026/11/ferry/?x=1&y=%D0%96"),
        ("/2026/11/FERRY/", "/2026/11/ferry/"),
        ("/2026/11/Ferry?x=1", "/2026/11/ferry/?x=1"),
        ("/FEED.RSS", "/feed.rss"),
        ("/search?q=bridge", "/search/?q=bridge"),
        ("/UK/Search?q=bridge", "/uk/search/?q=bridge"),
        ("/2026/11/old/?x=1", "/2026/11/ferry/?x=1"),
        ("/2026/11/ferry?", "/2026/11/ferry/"),
    ],
)
def test_an_address_that_is_nearly_right_leads_on_with_its_question(newsroom, asked, meant):
    reply = newsroom.get(asked)
    assert (reply.status, reply.headers["location"]) == (301, meant)
    assert reply.headers["cache-control"] == "public, max-age=0, stale-if-error=86400"


def test_a_question_in_letters_as_they_are_is_kept_too(newsroom):
    """As some programs send it, though RFC 3986 has only ASCII in an address."""
    with socket.create_connection(("127.0.0.1", newsroom.port), timeout=10) as line:
        line.sendall("GET /uk/search?q=міст&x=%20 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        reply = b"".join(iter(lambda: line.recv(4096), b"")).decode()
    assert "location: /uk/search/?q=%D0%BC%D1%96%D1%81%D1%82&x=%20\r\n" in reply


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


@pytest.mark.parametrize(("name", "kept"), [("small", True), ("large", False)])
def test_scripts_are_compressed_however_large(newsroom, name, kept):
    content = b"".join(b"const n%d = %d;\n" % (number, number) for number in range(300 if kept else 30_000))
    assert (len(content) < LARGEST_BYTES) == kept
    folder = newsroom.data / "static" / "try"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.js").write_bytes(content)
    for encoding, decode in (("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)):
        reply = newsroom.get(f"/static/try/{name}.js", accept_encoding=encoding)
        assert decode(reply.body) == content
        assert reply.headers["vary"] == "accept-encoding"
        part = newsroom.get(f"/static/try/{name}.js", accept_encoding=encoding, range="bytes=5-14")
        assert (part.status, part.body) == (206, reply.body[5:15])


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


@pytest.mark.parametrize("path", ["/errors/404/", "/uk/errors/404/", "/errors/503/", "/es-419/errors/404/"])
def test_an_error_page_is_at_no_address(newsroom, path):
    reply = newsroom.get(path)
    assert reply.status == 404
    assert "Not found" in reply.text or "Немає" in reply.text
    assert not {"etag", "last-modified", "accept-ranges"} & set(reply.headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "BREW"])
def test_the_search_can_only_be_asked(newsroom, method):
    reply = newsroom.get("/search/?q=x", method=method, data=b"q=x")
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/search/", 400), ("/account/", 400), ("/desk/", 400), ("/u/x/", 400), ("/healthz", 400)],
)
def test_a_forged_host_gets_the_papers_own_page(newsroom, path, status):
    reply = newsroom.get(path, host="evil.example")
    assert reply.status == status
    assert "Cannot be read" in reply.text
    assert "x-freesheet-bare" not in reply.headers


def test_what_django_has_no_words_for_is_said_by_the_paper(newsroom):
    assert "Not found" in newsroom.get("/account/nothing/").text
    assert "Not found" in newsroom.get("/healthz/").text
    refused = newsroom.get("/account/", method="POST", data=b"x=1")
    assert (refused.status, refused.text) == (403, "<title>Refused</title>")


def test_a_body_too_large_or_too_slow_is_refused(newsroom):
    assert newsroom.get("/healthz", method="POST", data=b"x" * 3000).status == 413
    connection = http.client.HTTPConnection("localhost", newsroom.port, timeout=10)
    connection.putrequest("POST", "/healthz")
    connection.putheader("Content-Length", "1000")
    connection.endheaders(b"abc")
    assert connection.getresponse().status == 408
    connection.close()


def test_the_cache_of_pages_is_bounded(tmp_path):
    from freesheet.doors.press.front_door.shelf import Shelf

    with override_settings(PRESS_ROOT=tmp_path / "pressed"):
        shelf = Shelf(limit_bytes=200_000, common=[], policy="", static_root=tmp_path)
        for number in range(60):
            put(f"/{number}/", os.urandom(5000))
            assert shelf.find(f"/{number}/") is not None
        assert shelf.bytes <= 200_000
        assert shelf.find("/0/") is not None


def test_too_many_questions_say_once_how_they_may_be_kept(newsroom):
    for _ in range(SEARCHES_AT_ONCE * 5):
        connection = http.client.HTTPConnection("localhost", newsroom.port, timeout=5)
        connection.request("GET", "/search/?q=x")
        reply = connection.getresponse()
        kept = reply.headers.get_all("cache-control")
        connection.close()
        if reply.status == 429:
            break
    assert (reply.status, kept) == (429, ["no-store"])
