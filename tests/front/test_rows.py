"""What editors put on a front page: looks of the lead, rows of every kind, picks that end by themselves."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from freesheet.demo import building
from freesheet.doors.press.models import Sheet, SheetKey
from freesheet.doors.press.rendering.render import render
from freesheet.public.front.models import FrontPage, Pick, SecondarySlot
from freesheet.public.stories.models import Story
from freesheet.work.loop import drain
from tests.front.test_pages import addresses, more_stories
from tests.newsfeed.test_feed import brief


@pytest.fixture
def front(cast):
    page = FrontPage.objects.get(locale__language_code="en")
    page.secondary = [SecondarySlot(story=story) for story in cast.stories[1:3]]
    page.lead = cast.stories[0]
    page.save()
    return page


def rows(**kinds):
    return list(kinds.items())


def headings():
    """Of the rows, as written, links and all."""
    return re.findall(r'id="row-\d+">\s*(.*?)\s*</h2>', render("/").decode())


def test_picks_stand_in_their_order_and_only_until_their_time(cast, front):
    soon = timezone.now() + timedelta(hours=1)
    front.picks = [Pick(story=cast.stories[7]), Pick(story=cast.stories[6], until=soon)]
    front.save()
    drain()

    def shown():
        return addresses(render("/fragments/picks/").decode())

    assert shown() == [cast.stories[7].address, cast.stories[6].address]
    for path in ("/", "/fragments/picks/"):
        assert Sheet.objects.get(path=path).due_at == soon

    with time_machine.travel(soon + timedelta(seconds=1)):
        assert Sheet.objects.due().filter(path__in=["/", "/fragments/picks/"]).count() == 2
        drain()
        assert shown() == [cast.stories[7].address]
        assert not Sheet.objects.exclude(due_at=None).exists()


def test_without_picks_what_leads_the_front_is_recommended(cast, front):
    assert addresses(render("/fragments/picks/").decode())[:3] == [story.address for story in cast.stories[:3]]


def test_a_story_shows_the_picks_without_following_them(cast, front):
    front.picks = [Pick(story=cast.stories[7]), Pick(story=cast.stories[5])]
    front.save()
    drain()
    html = render(cast.stories[5].address).decode()
    beside = html[html.index('data-fragment="/fragments/picks/"') :]

    assert cast.stories[7].address in beside
    assert cast.stories[5].address not in beside.split("</section>")[0]  # not to itself
    keys = SheetKey.objects.filter(sheet__path=cast.stories[5].address)
    assert not keys.filter(key__in=[front.key, cast.stories[7].key]).exists()


def test_a_lead_steps_back_at_its_hour(cast, front):
    front.lead, front.lead_until = cast.stories[6], timezone.now() + timedelta(hours=2)
    front.save()
    assert addresses(render("/").decode())[0] == cast.stories[6].address

    with time_machine.travel(front.lead_until):
        assert addresses(render("/").decode())[0] == cast.stories[0].address


def test_rows_of_every_kind_stand_in_the_editors_order(cast, front):
    more_stories(cast, 12)
    Story.objects.filter(slug__in=["old-9-0", "old-9-1"]).update(label="opinion")
    front.below = rows(
        chosen={"title": "On the water", "stories": [cast.stories[3]], "layout": "lines"},
        opinion={"count": 2},
        place={"slot": "newsletters"},
        topic={"topic": cast.water, "count": 2, "layout": "first"},
        section={"section": cast.town, "count": 1, "layout": "cards"},
    )
    front.save()

    told = ["On the water", "Opinion", "Water", "Town"]
    assert [re.sub("<[^>]+>", "", heading) for heading in headings()] == told
    shown = addresses(render("/").decode())
    assert len(shown) == len(set(shown)) == 1 + 6 + 1 + 2 + 2 + 1
    assert re.findall(r"<h2>(?:<a [^>]*>)?([^<]+)", render("/text/").decode())[-4:] == told
    assert cast.stories[3].address in shown[7:]  # kept for its row, though it is new enough to stand above


def test_opinion_is_left_to_its_row_where_there_is_one(cast, front):
    Story.objects.filter(pk=cast.stories[4].pk).update(label="opinion")
    front.secondary = []
    front.save()
    assert cast.stories[4].address in addresses(render("/").decode())[:7]

    front.below = rows(section={"section": cast.town, "count": 4, "layout": "cards"}, opinion={"count": 4})
    front.save()
    assert addresses(render("/").decode())[-1] == cast.stories[4].address


def test_what_was_retracted_comes_to_the_front_only_by_hand(cast, front):
    Story.objects.filter(pk=cast.stories[3].pk).update(retracted_at=timezone.now())
    assert cast.stories[3].address not in addresses(render("/").decode())

    front.lead = cast.stories[3]
    front.save()
    assert addresses(render("/").decode())[0] == cast.stories[3].address


def test_a_row_whose_section_was_deleted_is_no_row(cast, front):
    ghost = building.masthead(type(cast.town), "ghost", name="Ghost", order=9)
    front.below = rows(section={"section": ghost, "count": 4, "layout": "cards"}, opinion={"count": 4})
    front.save()
    ghost.delete()

    assert render("/") is not None


@pytest.mark.parametrize("look", FrontPage.Look.values)
def test_every_look_leads_with_the_lead_and_shows_each_story_once(cast, front, look):
    front.lead_look = look
    front.save()

    shown = addresses(render("/").decode())
    assert shown[0] == cast.stories[0].address
    assert sorted(shown) == sorted(story.address for story in cast.stories)


def test_a_live_lead_tells_the_newest_on_it(cast, front):
    front.lead_look = "live"
    front.save()
    brief("Water at four metres", story=cast.stories[0])
    brief("Elsewhere, a cat", story=cast.stories[1])

    fragment = render("/fragments/live/").decode()
    assert "Water at four metres" in fragment
    assert "a cat" not in fragment
    assert 'data-fragment="/fragments/live/"' in render("/").decode()


def test_sixty_stories_cost_no_more_queries_than_eight(cast, front):
    front.below = rows(
        section={"section": cast.town, "count": 12, "layout": "cards"},
        topic={"topic": cast.water, "count": 12, "layout": "lines"},
        opinion={"count": 12},
    )
    front.save()

    def cost():
        with CaptureQueriesContext(connection) as queries:
            render("/")
        return len(queries)

    before = cost()
    for number in range(60):
        building.story(
            f"more-{number}",
            title=f"More {number}",
            section=cast.town,
            label="news" if number % 4 else "opinion",
            bylines=[(cast.ada, "words")],
            topics=[cast.water],
            body=[("paragraph", "<p>More.</p>")],
            at=timezone.now() - timedelta(days=1, hours=number),
        )
    assert cost() == before
    shown = addresses(render("/").decode())
    assert len(shown) == len(set(shown)) == 1 + 6 + 36
