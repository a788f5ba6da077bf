"""Addresses as text: what is one, and what only looks like one."""

import pytest
from django.utils import translation

from freesheet.kit import addresses


@pytest.mark.parametrize(
    "url", ["/about/", "https://example.org/a?b=c#d", "http://example.org", "mailto:ada@example.org", "/"]
)
def test_what_leads_somewhere(url):
    assert addresses.leads_somewhere(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "data:text/html,x",
        "https:\\\\evil.example",
        " https://example.org",
        "java\x00script:alert(1)",
        "about/",
        "",
    ],
)
def test_what_could_run_something_or_pretends_leads_nowhere(url):
    assert not addresses.leads_somewhere(url)


TAKEN = """
account api archive author corrections desk errors feed.rss fragments healthz hooks join media news newsletters
originals search static text topic u uk 2026
"""


@pytest.mark.parametrize("language", ["en", "uk"])
def test_no_slug_is_where_something_else_answers(language):
    """Rooms announce their addresses, each in its own way; files, and rooms to come, are named."""
    with translation.override(language):
        assert [slug for slug in TAKEN.split() if not addresses.is_reserved(slug, ["en", "uk"])] == []
        assert not addresses.is_reserved("harbour", ["en", "uk"])
