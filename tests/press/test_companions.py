"""What goes along with a page goes where it goes, and all of it is known before anything is placed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freesheet.doors.press import actions as press
from freesheet.doors.press.companions import with_companions
from freesheet.doors.press.models import Sheet


def test_all_paths_of_a_story(settings):
    assert with_companions({"story:7": "/uk/2026/11/bridge/"}) == {
        "story:7": "/uk/2026/11/bridge/",
        "text:story:7": "/uk/text/2026/11/bridge/",
        "month:uk:2026-11": "/uk/2026/11/",
        "text:month:uk:2026-11": "/uk/text/2026/11/",
    }


def test_all_paths_of_a_section_and_of_a_front_page():
    assert with_companions({"section:3": "/town/"}) == {
        "section:3": "/town/",
        "text:section:3": "/text/town/",
        "more:section:3": "/fragments/more/town/",
        "feed:section:3": "/town/feed.rss",
    }
    assert with_companions({"frontpage:3": "/"}) == {
        "frontpage:3": "/",
        "text:frontpage:3": "/text/",
        "feed:frontpage:3": "/feed.rss",
        "live:frontpage:3": "/fragments/live/",
        "picks:frontpage:3": "/fragments/picks/",
    }


def test_what_leaves_takes_along_all_but_its_month():
    gone = with_companions({"story:7": None, "section:3": None})

    assert set(gone.values()) == {None}
    assert {"text:story:7", "text:section:3", "more:section:3", "feed:section:3"} < set(gone)
    assert not [owner for owner in gone if "month" in owner]


@pytest.mark.django_db
def test_placing_what_stands_already_asks_one_query_and_changes_nothing(cast):
    story = cast.stories[0]
    before = list(Sheet.objects.order_by("pk").values())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        press.place(story.places())

    assert len([query for query in asked if "press_sheet" in query["sql"]]) == 1
    assert list(Sheet.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_two_may_change_places_if_one_leaves_first(cast):
    press.place({"brief:901": "/news/901/"})
    press.place({"brief:901": "/news/902/", "brief:902": "/news/901/"})

    there = dict(Sheet.objects.filter(owner__startswith="brief:90", status=200).values_list("owner", "path"))
    assert there == {"brief:901": "/news/902/", "brief:902": "/news/901/"}
    with pytest.raises(press.PathTaken, match="belongs to brief:902"):
        press.place({"brief:903": "/news/901/"})
