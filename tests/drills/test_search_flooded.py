"""The search at the front door: a page among pages, with a pool and limits of its own.

Rule    one newsroom for all, and somebody else asks in each: the last takes its database away
"""

import pytest

from tests.newsrooms import copied
from tests.servers import Newsroom

pytestmark = pytest.mark.drill


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    newsroom = copied(tmp_path_factory.mktemp("search") / "newsroom")
    newsroom.environment["FREESHEET_TRUSTED_PROXIES"] = "1"
    newsroom.command("update_index")
    newsroom.start("serve")
    yield newsroom
    newsroom.remove()


def search(newsroom: Newsroom, *, of: str, path: str = "/search/?q=ferry"):
    return newsroom.get(path, X_Forwarded_For=of)


def test_a_reader_gets_a_page_that_nothing_keeps_and_no_cookie(running):
    reply = search(running, of="198.18.0.1")

    assert reply.status == 200
    assert "The night" in reply.text
    assert reply.headers["cache-control"] == "no-store"
    assert "set-cookie" not in reply.headers
    assert "script-src 'self' 'sha256-" in reply.headers["content-security-policy"]
    assert "unsafe" not in reply.headers["content-security-policy"]


def test_a_flood_from_one_address_is_told_when_to_come_back_and_others_are_served(running):
    replies = [search(running, of="192.0.2.1", path="/uk/search/?q=x") for _ in range(120)]
    refused = [reply for reply in replies if reply.status == 429]

    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1
    assert "Забагато запитів" in refused[0].text
    assert search(running, of="198.51.100.7").status == 200
    assert running.get("/").status == 200


def test_what_lies_below_the_search_is_no_page_and_the_way_without_a_slash_leads_on(running):
    assert search(running, of="203.0.113.1", path="/search/anything").status == 404
    moved = search(running, of="203.0.113.1", path="/search")
    assert (moved.status, moved.headers["location"]) == (301, "/search/")


def test_without_its_database_the_search_says_so_on_the_papers_own_page(running):
    running.stop()  # who has asked before holds the file open
    running.start("serve")
    (running.data / "freesheet.sqlite3").rename(running.data / "away")
    for name in ("freesheet.sqlite3-wal", "freesheet.sqlite3-shm"):
        (running.data / name).unlink(missing_ok=True)

    reply = running.get("/search/?q=ferry", X_Forwarded_For="203.0.113.1")

    assert reply.status == 503
    assert "We cannot do this right now" in reply.text
    assert "retry-after" in reply.headers
