"""Where pages tell feed readers of their feed: each in its head, with pictures and without."""

import re

import pytest

from freesheet.doors.press.rendering.render import render

FEED = re.compile(r'<link rel="alternate" type="application/rss\+xml" href="http://[^/"]+(/[^"]*)">')


def feeds_of(path: str) -> list[str]:
    head, _, _ = (render(path) or b"").decode().partition("</head>")
    return FEED.findall(head)


@pytest.mark.parametrize("edition", ["", "/text"])
def test_a_page_leads_to_one_feed(cast, edition):
    assert feeds_of(f"{edition}/") == ["/feed.rss"]
    assert feeds_of(edition + cast.stories[0].address) == ["/feed.rss"]
    assert feeds_of(f"{edition}/harbour/") == ["/harbour/feed.rss"]
    assert feeds_of(f"{edition}/corrections/") == ["/corrections/feed.rss"]


@pytest.mark.parametrize("path", ["/uk/", "/uk/text/"])
def test_each_language_has_its_own(cast, path):
    assert feeds_of(path) == ["/uk/feed.rss"]
