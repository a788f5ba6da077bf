"""What an issue is as a mail: HTML by way of MJML, a text part that reads well, and headers that lists must have."""

from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.utils import timezone

from freesheet.doors.mailroom.stencil import slot
from freesheet.private.newsletters.issue.composing import composed, values
from freesheet.private.newsletters.issue.contents import READERS
from freesheet.private.newsletters.issue.prose import plain
from freesheet.private.newsletters.models import Issue
from freesheet.public.newsfeed.models import Brief

pytestmark = pytest.mark.django_db
NAUGHTY = [line for line in (Path(__file__).parents[1] / "data/naughty.txt").read_text().splitlines() if line.strip()]
GMAIL_CLIPS_AT = 102_000


def mail(issue):
    head, body = composed(issue).copy(values(email="ada@example.org", delivery=7, subscription=3, issue=issue.pk or 1))
    return message_from_bytes(head + b"\r\n" + body, policy=default)


def parts(issue):
    made = mail(issue)
    return (made.get_body((kind,)).get_content() for kind in ("plain", "html"))


@pytest.fixture
def issue(cast, morning):
    Brief.objects.create(lead="Eels are late.", text="Very late.", locale=morning.locale)
    section = {"section": cast.town, "topic": None, "title": "From the town", "count": 2}
    body = [
        (
            "text",
            '<p>Good morning, <b>all</b>.<br>A <a href="/about/">link</a>&nbsp;and more.</p><ol><li>One</li></ol>',
        ),
        ("heading", "What matters"),
        ("story", {"story": cast.stories[0], "words": "", "with_picture": True}),
        ("stories", section),
        ("briefs", {"title": "", "count": 3}),
        ("button", {"words": "Read on", "link": "/town/"}),
        ("quote", {"text": "The tide waits.", "attribution": "A keeper"}),
        ("membership", {"text": "Join a community.", "words": "Join", "link": "/join/"}),
        ("sign_off", {"text": "<p>Yours</p>"}),
    ]
    return Issue.objects.create(newsletter=morning, subject="The lock is open", preheader="At last", body=body)


def test_every_block_stands_in_both_parts(issue, cast, settings):
    assert {block.block_type for block in issue.body} | {"picture"} == set(READERS)
    for part in parts(issue):
        for words in ("Good morning, ", "One", cast.stories[0].title, "Eels are late.", "Read on", "The tide waits.",
                      "A keeper", "Join a community.", "Yours", "Ada Brook", cast.stories[1].title):  # fmt: skip
            assert words in part
        for path in ("/about/", "/town/", "/join/", cast.stories[0].address):
            assert f"{settings.SITE_URL}{path}" in part


def test_its_links_leave_and_nothing_reaches_out(issue, settings):
    text, html = parts(issue)
    token = values(email="", delivery=7, subscription=3, issue=issue.pk)["token"]
    for part in (text, html):
        assert f"{settings.SITE_URL}/u/{token}/" in part
        assert f"{settings.SITE_URL}/account/?in=en" in part
    assert "fonts.googleapis" not in html
    assert 'href="/' not in html
    assert 'src="/' not in html
    assert len(html.encode()) < GMAIL_CLIPS_AT


def test_its_headers_are_a_list_s(issue):
    made = mail(issue)
    assert made["To"] == "ada@example.org"
    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert made["List-Id"].startswith("<morning.en.")
    assert made["Message-ID"] == mail(issue)["Message-ID"], "the same at every try"
    assert made.get_content_type() == "multipart/alternative"


def test_the_text_part_is_nobody_s_html(issue):
    text, _html = parts(issue)
    assert "<" not in text
    assert "&" not in text
    assert "WHAT MATTERS" in text
    assert "link (http" in text
    assert "\n\n\n\n" not in text


def attributes_of(html: str) -> set[str]:
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.update(name for name, _value in attrs)

    Reader().feed(html)
    return found


@pytest.mark.parametrize("words", [*NAUGHTY, "</mj-text><mj-raw><script>alert(1)</script></mj-raw>", slot("token")])
def test_whatever_stands_in_it_makes_a_mail_and_runs_nothing(cast, morning, words):
    short = words[:120].replace("\n", " ")
    body = [
        ("text", f"<p>{words}</p>"),
        ("heading", short),
        ("quote", {"text": words, "attribution": short}),
        ("story", {"story": cast.stories[0], "words": words, "with_picture": False}),
        ("membership", {"text": words, "words": short[:60], "link": "/join/"}),
        ("button", {"words": short[:60], "link": f"https://example.org/{words}"}),
    ]
    issue = Issue(pk=5, newsletter=morning, subject=short, preheader=short, body=body, frozen_at=timezone.now())
    _text, html = parts(issue)
    lowered = html.lower()
    assert "<script" not in lowered
    assert "<iframe" not in lowered
    assert "<svg" not in lowered
    assert not {name for name in attributes_of(html) if name.startswith("on")}
    assert lowered.count("/u/3.5.") == 1, "its own token, once"


def test_a_story_that_was_picked_stands_in_no_list_besides(issue, cast):
    text, _html = parts(issue)
    assert text.splitlines().count(cast.stories[0].title) == 1


def test_a_list_without_anything_new_is_left_out(cast, morning):
    earlier = Issue.objects.create(newsletter=morning, subject="Before")
    Issue.objects.filter(pk=earlier.pk).update(frozen_at=timezone.now())
    body = [("stories", {"section": None, "topic": None, "title": "New since", "count": 5})]
    text, html = parts(Issue.objects.create(newsletter=morning, subject="Today", body=body))
    assert "NEW SINCE" not in text
    assert "New since" not in html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<ul><li>a</li><li>b</li></ul>", "* a\n* b"),
        ("<ol><li>a</li><li>b</li></ol><p>c</p>", "1. a\n2. b\n\nc"),
        ('<p>See <a href="https://x.org/">there</a>.</p>', "See there (https://x.org/)."),
        ("<p>Fish &amp; <b>chips</b><br>now</p>", "Fish & chips\nnow"),
        ("", ""),
    ],
)
def test_rich_text_reads_well_as_text(html, text):
    assert plain(html) == text
