"""The News Feed as readers get it: what stands where, what is touched, what a withdrawn brief leaves."""

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from freesheet.doors.press import store
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.recording import recording
from freesheet.doors.press.rendering.render import render
from freesheet.public.newsfeed import actions, feed
from freesheet.public.newsfeed.models import PINNED_AT_MOST, Brief

KYIV = ZoneInfo("Europe/Kyiv")


def brief(lead="The lock is open.", *, language="en", **fields):
    return Brief.objects.create(lead=lead, locale=Locale.objects.get(language_code=language), **fields)


def ago(**span):
    return timezone.now() - timedelta(**span)


def page(path):
    return render(path).decode()


def latest(path="/news/latest.json"):
    return [one["id"] for one in json.loads(render(path))["briefs"]]


def test_the_newest_stands_first_and_the_pinned_above_it(cast):
    old, new = brief(posted_at=ago(hours=2)), brief(posted_at=ago(hours=1))
    assert latest() == [new.pk, old.pk]

    actions.pin(old, by=None)
    assert latest() == [old.pk, new.pk]

    actions.unpin(old, by=None)
    assert latest() == [new.pk, old.pk]


def test_a_pinned_brief_beyond_the_newest_comes_back_to_the_small_file(cast):
    oldest = brief(posted_at=ago(days=3))
    for number in range(feed.RAIL_BRIEFS):
        brief(f"News {number}.", posted_at=ago(hours=number + 1))
    with recording() as keys:
        assert oldest.pk not in latest()
    Sheet.objects.filter(path="/news/latest.json").update(due_at=None)

    actions.pin(oldest, by=None)

    assert "briefs:en" in keys
    assert latest()[0] == oldest.pk
    assert len(latest()) == feed.RAIL_BRIEFS


def test_only_so_many_can_be_pinned(cast):
    for number in range(PINNED_AT_MOST):
        actions.pin(brief(f"Pinned {number}."), by=None)
    with pytest.raises(actions.TooManyPinned):
        actions.pin(brief("One too many."), by=None)


def test_withdrawn_it_leaves_410_and_put_back_it_returns(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        wrong = brief("The bridge has fallen.")
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(wrong, by=None)

    assert Sheet.objects.get(path=wrong.address).status == Sheet.Status.GONE
    assert not store.file_of(wrong.address).exists()
    assert wrong.pk not in latest()
    assert render(wrong.address) is None

    with django_capture_on_commit_callbacks(execute=True):
        actions.put_back(wrong, by=None)
    assert Sheet.objects.get(path=wrong.address).status == Sheet.Status.OK
    assert wrong.pk in latest()


def test_a_day_lists_what_was_posted_on_it_in_the_newsrooms_zone(cast, settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    late = brief("Late.", posted_at=datetime(2026, 3, 28, 23, 59, tzinfo=KYIV))
    early = brief("Early.", posted_at=datetime(2026, 3, 29, 0, 1, tzinfo=KYIV))
    last = brief("Last.", posted_at=datetime(2026, 3, 29, 23, 59, tzinfo=KYIV))  # a day of 23 hours

    shown = page("/news/2026/03/29/")

    assert shown.index("Last.") < shown.index("Early.")
    assert "Late." not in shown
    assert early.day == last.day != late.day
    assert 'href="/news/2026/03/28/"' in shown
    assert render("/news/2026/03/27/") is None
    assert render("/news/2026/02/31/") is None


def test_a_day_follows_the_one_that_begins_after_it(cast):
    first = brief(posted_at=ago(days=5))
    with recording() as keys:
        render(first.day.address)
    second = brief(posted_at=ago(days=2))

    assert second.day.list_key in keys
    assert second.day.address in page(first.day.address)


def test_a_page_with_the_rail_does_not_go_stale_by_a_brief(cast):
    one = brief("On the rail.")
    with recording() as keys:
        assert "On the rail." in page("/")

    assert not keys & {one.key, "briefs:en"}
    assert "On the rail." in page(cast.stories[0].address)


def test_no_brief_no_rail_but_the_first_brings_it(cast):
    with recording() as keys:
        assert "data-feed" not in page("/")
    assert "briefs:en" in keys
    assert "Nothing has been published here yet" in page("/news/")
    assert latest() == []


def test_a_brief_leads_to_a_story_only_as_long_as_that_can_be_read(cast):
    one = brief(story=cast.stories[0])
    assert cast.stories[0].address in page(one.address)

    cast.stories[0].unpublish()
    assert cast.stories[0].title not in page(one.address)


def test_editions_keep_apart(cast):
    here, there = brief(), brief("Шлюз відкрито.", language="uk")

    assert latest() == [here.pk]
    assert latest("/uk/news/latest.json") == [there.pk]
    assert there.address == f"/uk/news/{there.pk}/"
    assert render(f"/news/{there.pk}/") is None


def test_script_in_its_words_stays_words(cast):
    one = brief("<script>alert(1)</script>", text="<img src=x onerror=alert(1)>\n\n{{ 7|add:7 }}", source_name="<b>")

    for path in (one.address, "/news/", "/news/latest.json"):
        assert "<script>alert" not in page(path)
        assert "<img src=x" not in page(path)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://exa\tmple.org/"])
def test_a_source_must_lead_somewhere(cast, url):
    with pytest.raises(ValidationError):
        Brief(lead="News.", locale=Locale.objects.get(language_code="en"), source_url=url).full_clean()


def test_nothing_is_posted_in_the_future_or_across_editions(cast):
    english, ukrainian = (Locale.objects.get(language_code=code) for code in ("en", "uk"))
    with pytest.raises(ValidationError, match="still to come"):
        Brief(lead="Tomorrow.", locale=english, posted_at=timezone.now() + timedelta(minutes=5)).full_clean()
    with pytest.raises(ValidationError, match="another edition"):
        Brief(lead="Чужий.", locale=ukrainian, section=cast.town).full_clean()


def test_the_feed_costs_the_same_however_much_there_is(cast):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            render("/news/")
            render("/news/latest.json")
        return len(queries)

    brief(section=cast.town, story=cast.stories[0])
    few = cost()
    for number in range(feed.PAGE_BRIEFS):
        brief(f"News {number}.", section=cast.harbour, story=cast.stories[1], posted_at=ago(hours=number))
    assert cost() == few


def test_the_same_rows_give_the_same_bytes(cast):
    brief()
    first = render("/news/latest.json")
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        assert render("/news/latest.json") == first


def test_search_engines_are_told_what_a_brief_is(cast):
    evil = "</script><script>alert(1)</script>"
    one = brief(evil, text="One.\n\nTwo.", section=cast.town, story=cast.stories[0])
    html = render(one.address).decode()
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html, re.DOTALL)[1])

    assert "<script>alert" not in html
    assert (data["@type"], data["headline"]) == ("NewsArticle", evil)
    assert data["articleBody"] == "One.\n\nTwo."
    assert data["datePublished"] == data["dateModified"] == one.posted_at.isoformat()
    assert data["relatedLink"].endswith(cast.stories[0].address)
    assert "image" not in data
