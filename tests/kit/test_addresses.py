"""Addresses as text: what is one, and what only looks like one."""

import pytest

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
