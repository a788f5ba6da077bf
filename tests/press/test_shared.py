"""Parts that many pages share: the same bytes as from nothing, whatever changes, and never older than the rows."""

import random
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone, translation
from wagtail.models import Locale

from freesheet.demo import building
from freesheet.doors.press import actions as press
from freesheet.doors.press import order_log
from freesheet.doors.press.models import OrderedKey, Sheet
from freesheet.doors.press.order_log import OrderLog
from freesheet.doors.press.rendering import shared as parts
from freesheet.doors.press.rendering.recording import frozen, holds_until, recording, touch
from freesheet.doors.press.rendering.render import render
from freesheet.doors.press.rendering.shared import shared, sharing
from freesheet.private.newsletters.models import Newsletter
from freesheet.public.front.models import FrontPage, InfoPage, Pick
from freesheet.public.masthead.models import Imprint, Section, Topic
from freesheet.public.newsfeed.models import Brief
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Correction, Story
from freesheet.work import loop
from tests.journeys import scenery
from tests.press.threads import in_another_thread, in_thread

pytestmark = pytest.mark.django_db(transaction=True)


def living() -> list[str]:
    return list(Sheet.objects.filter(status=Sheet.Status.OK).order_by("pk").values_list("path", flat=True))


def differing(paths: list[str]) -> list[str]:
    """Pages that have other bytes, or other keys, with what this process has kept than rendered from nothing."""
    found = []
    for path in paths:
        with recording() as keys:
            body = render(path)
        with recording() as keys_when_shared, sharing():
            body_when_shared = render(path)
        same = (body, keys, keys.until) == (body_when_shared, keys_when_shared, keys_when_shared.until)
        found += [] if same else [path]
    return found


@pytest.fixture
def newsroom(cast):
    """The cast, and a page of every kind."""
    scenery.lay_out()
    english = Locale.objects.get(language_code="en")
    Brief.objects.create(lead="The lock is open.", locale=english, section=cast.town, story=cast.stories[0])
    paper = Imprint.objects.get(locale=english)
    paper.logo = Picture.objects.get(title="Sea")
    paper.footer_note = "<p>Printed on <b>paper</b>.</p>"
    paper.save()
    loop.drain()
    return cast


def test_every_kind_of_page_has_the_bytes_of_one_that_was_rendered_from_nothing(newsroom):
    paths = living()
    for _ in range(2):
        random.Random(7).shuffle(paths)
        assert not differing(paths)


def retitle(cast):
    cast.stories[1].title = "Council votes again"
    cast.stories[1].save_revision().publish()


def rename_section(cast):
    cast.town.name, cast.town.slug = "City", "city"
    cast.town.save()


def rename_author(cast):
    cast.ada.name = "Ada Marsh"
    cast.ada.save()


def rename_topic(cast):
    cast.water.name = "Waters"
    cast.water.save()


def rename_paper(cast):
    paper = Imprint.objects.get(locale__language_code="en")
    paper.name, paper.accent = "The Spring Tide", "#0b5d78"
    paper.save()


def redescribe_logo(cast):
    logo = Picture.objects.get(title="Sea")
    logo.description = "The sea at night"
    logo.save()


def unpublish(cast):
    cast.stories[0].unpublish()


def retract(cast):
    cast.stories[2].corrections = [Correction(kind="retraction", text="It was not so.")]
    cast.stories[2].save_revision().publish()


def move(cast):
    cast.stories[3].slug = "herring-later"
    cast.stories[3].section = cast.town
    cast.stories[3].topics.set([])
    cast.stories[3].save_revision().publish()


def brief(cast):
    Brief.objects.create(lead="The lock is shut.", locale=Locale.objects.get(language_code="en"))


def delete_briefs(cast):
    for one in Brief.objects.all():
        one.delete()


def pick(cast):
    front = FrontPage.objects.get(locale__language_code="en")
    front.picks = [Pick(story=cast.stories[4])]
    front.save_revision().publish()


def new_story(cast):
    building.story("new-crane", title="A new crane", section=cast.harbour, bylines=[(cast.ada, "words")])


def new_section(cast):
    building.masthead(Section, "weather", name="Weather", order=3)


def delete_topic(cast):
    Topic.objects.get(pk=cast.water.pk).delete()


def new_info_page(cast):
    front = FrontPage.objects.get(locale__language_code="en")
    front.add_child(instance=InfoPage(title="Who we are", slug="who-we-are", locale=front.locale)).save()


def close_newsletter(cast):
    newsletter = Newsletter.objects.get(slug="morning")
    newsletter.name = "Dawn"
    newsletter.save()


CHANGES: list[Callable] = [
    retitle,
    rename_section,
    rename_author,
    rename_topic,
    rename_paper,
    redescribe_logo,
    unpublish,
    retract,
    move,
    brief,
    delete_briefs,
    pick,
    new_story,
    new_section,
    delete_topic,
    new_info_page,
    close_newsletter,
]


def test_whatever_changes_no_page_is_made_of_what_is_stale(newsroom):
    differing(living())
    for change in CHANGES:
        for story in newsroom.stories:
            story.refresh_from_db()
        change(newsroom)
        paths = living()
        assert not differing(random.Random(change.__name__).sample(paths, 25)), change.__name__
    assert not differing(living())


# One part


def ordered(*keys: str) -> None:
    press.order(set(keys))


class Counting:
    """Makes something that shows a key, and counts how often."""

    def __init__(self, *keys: str) -> None:
        self.keys, self.count = keys, 0

    def __call__(self) -> int:
        touch(*self.keys)
        self.count += 1
        return self.count


@pytest.mark.postgres
def test_a_part_is_made_once_until_what_it_shows_is_ordered(db):
    make = Counting("author:1")
    with sharing():
        assert [shared("byline", make), shared("byline", make)] == [1, 1]
    ordered("author:2")
    with sharing():
        assert shared("byline", make) == 1
    ordered("author:1")
    with sharing():
        assert shared("byline", make) == 2
    press.stale_all()
    with sharing():
        assert shared("byline", make) == 3


def test_outside_a_pressing_nothing_is_kept(db):
    make = Counting("author:1")
    assert [shared("byline", make), shared("byline", make)] == [1, 2]


def test_a_page_follows_what_a_part_shows_whoever_made_it(db):
    with sharing():
        for _ in range(2):
            with recording() as keys:
                shared("byline", Counting("author:1"))
            assert keys == {"author:1"}


def test_what_is_frozen_on_pages_is_part_of_it_all_the_same(db):
    inner, outer = Counting("brief:1"), Counting("imprint:en")

    def make():
        with frozen():
            return outer(), shared("rail", inner)

    for expected in ((1, 1), (2, 2)):
        with recording() as keys, sharing():
            assert shared("frame", make) == expected
        assert keys == set()
        ordered("brief:1")


def test_a_part_is_kept_for_as_long_as_it_holds(db, time_machine):
    noon = datetime(2026, 11, 30, 12, tzinfo=UTC)
    time_machine.move_to(noon, tick=False)
    make = Counting("picks:en")

    def until_one():
        holds_until(noon + timedelta(hours=1))
        return make()

    with sharing(), recording() as keys:
        assert [shared("picks", until_one), shared("picks", until_one)] == [1, 1]
    assert keys.until == noon + timedelta(hours=1)
    time_machine.move_to(noon + timedelta(hours=1), tick=False)
    with sharing():
        assert shared("picks", until_one) == 2


@pytest.mark.postgres
def test_what_is_ordered_while_a_part_is_made_is_not_kept(db):
    make = Counting("author:1")

    def overtaken():
        value = make()
        in_another_thread(lambda: ordered("author:1"))
        with sharing():
            pass  # another page of this process begins, and reads the order
        return value

    with sharing():
        assert shared("byline", overtaken) == 1
        assert shared("byline", make) == 2


def test_each_language_has_its_own(db):
    make = Counting("imprint")
    with sharing():
        for language, expected in (("en", 1), ("uk", 2), ("en", 1)):
            with translation.override(language):
                assert shared("name", make) == expected


def test_what_was_used_longest_ago_is_forgotten_first(db, monkeypatch):
    monkeypatch.setattr(parts, "KEPT_PARTS", 2)
    make = Counting("x")
    with sharing():
        for name in ("a", "b", "a", "c"):
            shared(name, make)
        assert parts.is_kept("a")
        assert parts.is_kept("c")
        assert not parts.is_kept("b")


# The log


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's writers are one at a time, not PostgreSQL's")
def test_an_order_is_seen_though_one_with_a_greater_number_ended_before_it(db):
    log = OrderLog()
    position = log.read()
    began, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            ordered("slow:1")
            began.set()
            may_end.wait(10)

    thread = threading.Thread(target=in_thread(slow))
    thread.start()
    began.wait(10)
    ordered("quick:1")
    position = log.read()
    ordered("quick:2")
    assert log.keys_since(position) == set()
    position_before = position
    position = log.read()
    assert log.keys_since(position_before) == {"quick:2"}, "each is seen once"
    may_end.set()
    thread.join()
    log.read()
    assert log.keys_since(position) == {"slow:1"}


@pytest.mark.postgres
def test_whoever_has_not_looked_for_long_takes_everything_for_ordered(db, time_machine):
    log = OrderLog()
    position = log.read()
    ordered("author:1")
    log.read()
    assert log.keys_since(position) == {"author:1"}

    now = timezone.now()
    time_machine.move_to(now + timedelta(seconds=order_log.SILENCE_SECONDS + 1))
    position = log.read()
    assert log.keys_since(position - 1) == {order_log.EVERYTHING}
    time_machine.move_to(now + timedelta(hours=order_log.KEPT_HOURS, seconds=1))
    order_log.forget_old()
    assert not OrderedKey.objects.exists()


def test_what_was_rolled_back_was_not_ordered(db):
    log = OrderLog()
    position = log.read()
    with transaction.atomic():
        ordered("author:1")
        transaction.set_rollback(True)
    ordered("author:2")
    log.read()
    assert log.keys_since(position) == {"author:2"}


def test_more_than_is_remembered_is_everything(db, monkeypatch):
    monkeypatch.setattr(order_log, "REMEMBERED_KEYS", 3)
    log = OrderLog()
    position = log.read()
    ordered("a", "b", "c", "d")
    log.read()
    assert log.keys_since(position) == {order_log.EVERYTHING}
    assert Story.objects.count() == 0
