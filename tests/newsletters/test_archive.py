"""Past issues on the site: what was sent, as pages that everybody may read; and for members by link alone."""

import json
import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone

from freesheet.demo import building
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.pressing import press
from freesheet.doors.press.rendering.recording import recording
from freesheet.doors.press.rendering.render import render
from freesheet.private.newsletters import tokens
from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.issue import composing
from freesheet.private.newsletters.models import Issue, Newsletter
from freesheet.public.newsfeed.models import Brief
from tests.newsletters.conftest import subscribed

pytestmark = pytest.mark.django_db
LIST = ("stories", {"section": None, "topic": None, "title": "New", "count": 3})


@pytest.fixture
def written(morning, cast):
    subscribed("ada@example.org", morning)

    def write(subject="The lock is open", body=(LIST,), newsletter=morning) -> Issue:
        return Issue.objects.create(newsletter=newsletter, subject=subject, preheader="At last", body=list(body))

    return write


@pytest.fixture
def sent(written):
    def send(subject="The lock is open", *, on: datetime | None = None, **more) -> Issue:
        issue = written(subject, **more)
        steering.send(issue)
        if on:
            Issue.objects.filter(pk=issue.pk).update(frozen_at=on)
        return Issue.objects.select_related("newsletter__locale").get(pk=issue.pk)

    return send


def page(path: str) -> str:
    body = render(path)
    assert body is not None, path
    return body.decode()


def status(path: str) -> int:
    return Sheet.objects.get(path=path).status


def is_due(path: str) -> bool:
    return Sheet.objects.get(path=path).due_at is not None


def pressed(path: str) -> None:
    press(Sheet.objects.get(path=path))


def test_a_sent_issue_is_a_page_at_once_and_a_draft_is_none(written, cast):
    issue = written()
    assert render(issue.address) is None
    steering.send(issue)
    assert (status(issue.address), is_due(issue.address)) == (200, True)
    shown = page(issue.address)
    for words in ("The lock is open", "At last", "Morning", "Ada Brook", cast.stories[0].title, "data-sign-up"):
        assert words in shown
    assert f'<link rel="canonical" href="{settings.SITE_URL}{issue.address}">' in shown
    assert f'href="{settings.SITE_URL}{issue.newsletter.feed}"' in shown
    article = json.loads(re.search(r'ld\+json">(.*?)</script>', shown)[1])
    assert (article["headline"], article["isPartOf"]["name"]) == ("The lock is open", "Morning")


def test_links_of_ours_are_paths_on_the_page(sent):
    body = '<p>See <a href="/town/">the town</a> and <a href="https://example.org/">afar</a>.</p>'
    shown = page(sent(body=[("text", body)]).address)
    assert 'href="/town/"' in shown
    assert 'href="https://example.org/"' in shown


def test_lists_show_what_was_sent_however_late_one_looks(sent, cast):
    issue = sent()
    before = [story.title for story in cast.stories[:3]]
    building.story("later", title="Later than that", bylines=[], section=cast.town, body=[])
    shown = page(issue.address)
    assert "Later than that" not in shown
    assert [title for title in before if title in shown] == before


def test_every_copy_is_made_from_what_was_rendered_when_it_was_sent(sent, cast):
    issue = sent()
    story = cast.stories[0]
    story.title = "Another headline meanwhile"
    story.save()
    Brief.objects.create(lead="Later", locale=issue.newsletter.locale)
    values = composing.values(email="ada@example.org", delivery=1, subscription=1, issue=issue.pk)
    _head, body = composing.composed(issue).copy(values)
    assert "The night ferry returns" in body.decode()
    assert "Another headline" not in body.decode()


def test_a_story_withdrawn_later_leaves_the_page(sent, cast):
    issue, story = sent(), cast.stories[1]
    pressed(issue.address)
    assert not is_due(issue.address)
    story.unpublish()
    assert is_due(issue.address)
    assert story.title not in page(issue.address)


def test_a_new_issue_presses_its_neighbour_and_lists_anew_and_no_older_page(sent, morning):
    first, second = sent("First"), sent("Second")
    for path in (first.address, second.address, morning.address, morning.feed):
        pressed(path)
    third = sent("Third")
    assert not is_due(first.address)
    assert all(is_due(path) for path in (second.address, morning.address, morning.feed))
    assert [third.address in page(one.address) for one in (first, second)] == [False, True]
    assert first.address in page(second.address)


def test_its_newsletter_lists_it_by_year_and_month(sent, morning):
    older = sent("An old one", on=datetime(2024, 12, 31, 22, 30, tzinfo=UTC))
    old = sent("Another old one", on=datetime(2025, 3, 2, 7, tzinfo=UTC))
    new = sent("New one")
    shown = page(morning.address)
    assert all(one.subject in shown for one in (older, old, new))
    year = page(f"{morning.address}year/2025/")
    assert "Another old one" in year
    assert "March 2025" in year
    assert "New one" not in year
    assert f'href="{morning.address}year/{new.year}/"' in year
    assert render(f"{morning.address}year/2019/") is None


def test_the_feed_names_public_issues_and_its_ids_outlive_an_address(sent, morning):
    issue = sent()

    def items() -> list[tuple[str | None, str | None]]:
        feed = ElementTree.fromstring(render(Newsletter.objects.get().feed))
        return [(item.findtext("title"), item.findtext("guid")) for item in feed.iter("item")]

    before = items()
    assert before == [("The lock is open", issue.guid)]
    morning.slug = "dawn"
    morning.save()
    assert items() == before
    assert status("/newsletters/dawn/feed.rss") == 200
    assert (status(issue.address), status(f"/newsletters/dawn/{issue.pk}/")) == (301, 200)


@pytest.mark.parametrize("change", [{"has_archive": False}, {"audience": Newsletter.Audience.MEMBERS}])
def test_an_archive_that_is_closed_is_gone_and_comes_back(sent, morning, change):
    issue = sent()
    there = [issue.address, morning.feed, f"{morning.address}year/{issue.year}/"]
    assert [status(path) for path in there] == [200, 200, 200]
    kept = {name: getattr(morning, name) for name in change}
    for name, value in change.items():
        setattr(morning, name, value)
    morning.save()
    assert [status(path) for path in there] == [410, 410, 410]
    assert issue.subject not in page(morning.address)
    for name, value in kept.items():
        setattr(morning, name, value)
    morning.save()
    assert [status(path) for path in there] == [200, 200, 200]


def test_a_cancelled_issue_is_gone(sent):
    issue = sent()
    steering.cancel(issue)
    assert status(issue.address) == 410
    assert render(issue.address) is None
    assert tokens.issue_of(tokens.of_issue(issue)) is None


def test_members_read_theirs_in_the_browser_by_a_link_that_is_the_same_for_all(sent, morning, client):
    Newsletter.objects.update(audience=Newsletter.Audience.MEMBERS)
    issue = sent()
    link = composing.in_browser(issue)
    assert f"{settings.SITE_URL}{link}" in issue.plate.html
    assert f"{settings.SITE_URL}{link}" in issue.plate.text
    answer = client.get(link)
    assert issue.subject in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert "/u/" not in answer.content.decode(), "nobody can be signed off by a link that was passed on"
    assert not answer.cookies
    assert client.get(link.replace(str(issue.pk), str(issue.pk + 1), 1)).status_code == 404
    assert client.get(link[:-4] + "AAA/").status_code == 404


def test_that_link_outlives_a_new_key_and_leads_to_the_archive_once_there_is_one(sent, morning, client, settings):
    Newsletter.objects.update(has_archive=False)
    issue = sent()
    link = composing.in_browser(issue)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key altogether", [settings.SECRET_KEY]
    assert client.get(link).status_code == 200
    Newsletter.objects.update(has_archive=True)
    assert client.get(link)["Location"] == issue.address


def test_the_mail_of_a_public_issue_leads_to_its_page(sent):
    issue = sent()
    assert f"{settings.SITE_URL}{issue.address}" in issue.plate.html


def test_a_year_that_is_over_is_left_alone(sent, morning):
    sent("An old one", on=timezone.now() - timedelta(days=800))
    sent("New one")
    year = (timezone.now() - timedelta(days=800)).year
    with recording() as shown:
        render(f"{morning.address}year/{year}/")
    assert f"issues:{morning.pk}" not in shown
