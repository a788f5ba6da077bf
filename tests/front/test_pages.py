"""Fronts and lists as readers get them: what they show, what they touch, what they cost."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freesheet.demo import building
from freesheet.doors.press.rendering.recording import recording
from freesheet.doors.press.rendering.render import render
from freesheet.kit.periods import Period
from freesheet.public.front.models import FrontPage, SecondarySlot
from freesheet.public.front.months import MonthPage

KYIV = ZoneInfo("Europe/Kyiv")


def addresses(html):
    return re.findall(r'card-headline"><a href="([^"]+)"', html)


def touched_by(path):
    with recording() as keys:
        assert render(path) is not None
    return keys


def queries_of(path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert render(path) is not None
    return len(queries)


def more_stories(cast, count, *, month=9, section=None):
    for number in range(count):
        building.story(
            f"old-{month}-{number}",
            title=f"Old news {number}",
            section=section or cast.town,
            bylines=[(cast.ada, "words")],
            topics=[cast.water],
            body=[("paragraph", "<p>Old.</p>")],
            at=datetime(2025, month, 1, 12, tzinfo=KYIV) + timedelta(hours=number),
        )


def front():
    return FrontPage.objects.get(locale__language_code="en")


def test_the_front_page_shows_every_story_once(cast):
    shown = addresses(render("/").decode())

    assert shown[0] == cast.stories[0].address
    assert sorted(shown) == sorted(story.address for story in cast.stories)


def test_an_editors_choice_leads_until_it_is_taken_back(cast):
    page = front()
    page.lead = cast.stories[5]
    page.secondary = [SecondarySlot(story=cast.stories[6])]
    page.below = [("section", {"section": cast.harbour, "count": 1, "layout": "cards"})]
    page.save()

    html = render("/").decode()
    assert addresses(html)[:2] == [cast.stories[5].address, cast.stories[6].address]
    assert html.count("row-heading") == 1 or "row-heading" not in html

    cast.stories[5].unpublish()
    assert addresses(render("/").decode())[0] == cast.stories[0].address


def test_the_front_page_follows_the_lists_it_shows(cast):
    keys = touched_by("/")

    assert {
        "stories:en",
        "sections:en",
        "imprint:en",
        front().key,
        cast.stories[0].key,
        cast.town.key,
    } <= keys
    assert f"stories:section:{cast.town.pk}" in keys


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/harbour/", "stories:section:{cast.harbour.pk}"),
        ("/author/ada-brook/", "stories:author:{cast.ada.pk}"),
        ("/topic/water/", "stories:topic:{cast.water.pk}"),
    ],
)
def test_a_list_touches_its_own_key_and_no_other_list(cast, path, key):
    keys = touched_by(path)

    assert {each for each in keys if each.startswith("stories:")} == {key.format(cast=cast)}


def test_a_list_shows_the_newest_thirty_and_leads_to_the_months(cast):
    more_stories(cast, 35)

    html = render("/topic/water/").decode()

    assert len(addresses(html)) == 30
    assert 'href="/2025/09/"' in html
    assert "years" not in render("/harbour/").decode().split("<main")[1]


def test_a_month_shows_all_of_itself_by_day_and_the_way_to_its_neighbours(cast):
    more_stories(cast, 40, month=9)
    more_stories(cast, 1, month=11)

    html = render("/2025/09/").decode()

    assert html.count('class="line"') == 40
    assert html.count('class="day"') == 3
    assert html.index("Old news 39") < html.index("Old news 0<")
    assert 'rel="next" class="turn-next" href="/2025/11/"' in html
    assert 'rel="prev"' not in html
    assert {"stories:en:2025-09", "stories:en:2025-10", "stories:en:2025-11"} <= touched_by("/2025/09/")
    assert 'rel="prev" href="/2025/09/"' in render("/2025/11/").decode()


def test_a_month_begins_at_midnight_in_the_newsrooms_zone(cast):
    at = datetime(2025, 3, 31, 22, 30, tzinfo=ZoneInfo("UTC"))
    building.story("late", title="Late", section=cast.town, bylines=[(cast.ada, "words")], at=at)

    assert render("/2025/03/") is None
    assert b"01:30" in render("/2025/04/")


def test_a_section_leads_to_the_months_of_the_newsrooms_zone(cast):
    more_stories(cast, 32)
    at = datetime(2025, 3, 31, 22, 30, tzinfo=ZoneInfo("UTC"))
    building.story("late", title="Late", section=cast.town, bylines=[(cast.ada, "words")], at=at)

    months = re.findall(r'href="(/\d{4}/\d\d/)"', render("/town/").decode())
    assert months == sorted({"/2025/09/", "/2025/04/", *months}, reverse=True)
    assert "/2025/03/" not in months


@pytest.mark.parametrize("path", ["/2019/01/", "/0000/01/", "/nowhere/", "/author/nobody/", "/topic/nothing/"])
def test_what_is_not_there_is_nothing(cast, path):
    assert render(path) is None


def test_the_page_of_a_month_stands_under_its_edition():
    assert MonthPage("uk", Period(2026, 1)).address == "/uk/2026/01/"


def test_a_page_asks_as_many_questions_however_many_stories_there_are(cast):
    paths = ["/", "/town/", "/author/ada-brook/", "/topic/water/", "/fragments/more/town/"]
    more_stories(cast, 32)
    few = {path: queries_of(path) for path in paths}
    more_stories(cast, 20, month=5)

    assert {path: queries_of(path) for path in paths} == few
    assert max(few.values()) <= 20


def test_an_empty_edition_says_so(cast):
    html = render("/uk/").decode()

    assert '<html lang="uk"' in html
    assert addresses(html) == []


def test_the_language_switch_stands_only_where_there_is_a_translation(cast):
    assert 'hreflang="uk"' in render("/").decode()
    assert 'hreflang="uk"' not in render("/town/").decode()

    building.masthead(type(cast.town), "misto", "uk", name="Місто", original=cast.town)

    assert 'hreflang="uk" href="http://localhost:8000/uk/misto/"' in render("/town/").decode()


def test_a_preview_of_the_front_page_is_the_page(cast, rf):
    page = front()
    page.secondary = [SecondarySlot(story=cast.stories[4])]

    response = page.serve_preview(rf.get("/"), "")

    assert cast.stories[4].title in response.content.decode()
