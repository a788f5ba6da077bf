"""News goes first, however much is due, and nothing waits for ever."""

from datetime import timedelta

import pytest
from django.utils import timezone

from freesheet.demo import building
from freesheet.doors.press import actions as press
from freesheet.doors.press import pressing
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.owners import Rank, rank_of
from freesheet.doors.press.work import STALE_SHEETS
from freesheet.work import actions as work
from freesheet.work import loop

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
MUCH = 473


@pytest.fixture
def busy(cast):
    """A press that is asked for the archive anew: hundreds of pages, ordered before anything else."""
    loop.drain()
    an_hour_ago = timezone.now() - timedelta(hours=1)
    archive = [
        Sheet(owner=f"story:{1_000_000 + number}", path=f"/2020/01/old-{number}/", rank=Rank.REST)
        for number in range(MUCH)
    ]
    Sheet.objects.bulk_create(archive)
    Sheet.objects.filter(path__startswith="/2020/").update(due_at=an_hour_ago)
    return cast


def batches_until(*paths: str) -> int:
    """How many batches a worker claims before the pages at all of these paths are as the rows say."""
    for batch in range(MUCH):
        if not Sheet.objects.filter(path__in=paths).due().exists():
            return batch
        assert loop._work_off(STALE_SHEETS)
    raise AssertionError(paths)


def test_a_new_story_is_on_every_front_and_in_every_feed_before_the_archive(busy):
    building.story(
        "new-crane",
        title="A new crane",
        section=busy.harbour,
        bylines=[(busy.ada, "words")],
        body=[("paragraph", "<p>It is tall.</p>")],
    )

    assert batches_until("/", "/feed.rss", "/fragments/picks/") <= 2
    assert batches_until("/harbour/", "/harbour/feed.rss", "/author/ada-brook/", "/fragments/more/harbour/") <= 4
    assert Sheet.objects.filter(path__startswith="/2020/").due().count() > MUCH - 40


def test_the_page_of_what_changed_goes_before_what_shows_it(busy):
    busy.ada.name = "Ada Brook-Marsh"
    busy.ada.save()
    assert Sheet.objects.get(path="/author/ada-brook/").rank == Rank.OWN
    assert batches_until("/author/ada-brook/") == 1


def test_no_front_leads_to_a_page_that_somebody_else_is_just_pressing(busy, monkeypatch):
    monkeypatch.setattr(press, "soon", lambda owner: None)
    crane = building.story("new-crane", title="A new crane", section=busy.harbour, bylines=[(busy.ada, "words")])
    [held] = work.claim(Sheet.objects.filter(path=crane.address), limit=1, lease_seconds=60)

    assert not loop._work_off(STALE_SHEETS), "not even the archive, for a moment"
    assert loop._until_next("") == loop.LONGEST_SLEEP_SECONDS, "and the worker sleeps until it is rung"

    pressing.press(held)
    assert batches_until("/") == 1
    crane.title = "A new crane, at last"
    crane.save_revision().publish()
    work.claim(Sheet.objects.filter(path=crane.address), limit=1, lease_seconds=60)
    assert batches_until("/") == 1, "a page that stands already need not be waited for"


def test_the_oldest_get_their_share_while_fronts_are_due_again_and_again(busy):
    old = Sheet.objects.filter(path__startswith="/2020/")
    for _ in range(10):
        press.order({f"stories:{language}" for language in ("en", "uk")})
        assert loop._work_off(STALE_SHEETS)
    assert old.due().count() <= MUCH - 10


def test_the_oldest_get_their_share_beside_a_single_page_that_is_due_again_and_again(busy):
    old = Sheet.objects.filter(path__startswith="/2020/")
    for _ in range(10):
        Sheet.objects.filter(path="/feed.rss").update(due_at=timezone.now())
        assert batches_until("/feed.rss") == 1
    assert old.due().count() == MUCH - 10


def test_the_front_does_not_wait_for_lists(cast):
    loop.drain()
    press.order({"stories:en"})
    assert batches_until("/", "/feed.rss", "/latest.json") == 1
    assert Sheet.objects.get(path="/archive/").stale


def test_what_somebody_changes_goes_before_all_that_is_made_anew(cast):
    loop.drain()
    press.stale_all()
    assert set(Sheet.objects.due().values_list("rank", flat=True)) == {Rank.ANEW}
    since = Sheet.objects.get(path="/").due_at

    press.order({"stories:en"})

    front = Sheet.objects.get(path="/")
    assert (front.rank, front.due_at) == (Rank.FIRST, since)
    assert batches_until("/", "/feed.rss") <= 2
    press.stale_all()
    assert Sheet.objects.filter(rank=Rank.LIST).due().exists(), "what was ordered before keeps its rank"


def test_what_a_new_version_brings_is_due_by_and_by(cast, monkeypatch):
    loop.drain()
    monkeypatch.setattr(press, "STALE_TOGETHER", 1)

    press.place_apart({f"error:{number}": f"/errors/{number}/" for number in range(3)})

    brought = Sheet.objects.filter(path__regex=r"^/errors/\d/$").order_by("due_at")
    assert {sheet.rank for sheet in brought} == {Rank.ANEW}
    first, second, third = [sheet.due_at for sheet in brought]
    assert second - first >= press.STALE_APART
    assert third - second >= press.STALE_APART


def test_what_is_ordered_again_keeps_its_place_in_the_queue(busy):
    sheet = Sheet.objects.get(path="/2020/01/old-1/")
    since = sheet.due_at
    sheet.keys.create(key="author:1")

    press.order({"author:1"})

    sheet.refresh_from_db()
    assert (sheet.due_at, sheet.rank, sheet.epoch) == (since, Rank.REST, 1)


def test_text_editions_come_last(cast):
    Sheet.objects.update(rank=rank_of())
    ranks = dict(Sheet.objects.values_list("path", "rank"))
    assert ranks["/"] == ranks["/feed.rss"] == ranks["/news/latest.json"] == Rank.FIRST
    assert ranks["/town/"] == ranks["/town/feed.rss"] == Rank.NEXT
    assert ranks["/author/ada-brook/"] == ranks["/corrections/"] == Rank.LIST
    assert ranks["/errors/404/"] == ranks["/archive/"] == Rank.LIST
    assert ranks[cast.stories[0].address] == Rank.REST
    assert ranks["/text/"] == ranks[f"/text{cast.stories[0].address}"] == Rank.LAST
