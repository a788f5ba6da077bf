"""From a published row to bytes: which sheets go stale, and what readers get."""

import pytest
from django.db import transaction

from freesheet.demo import building
from freesheet.doors.press import store
from freesheet.doors.press.actions import stale_all
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.signals import sheets_changed
from freesheet.work import loop

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def stale() -> set[str]:
    return set(Sheet.objects.due().values_list("path", flat=True))


def page(path: str) -> str:
    return store.file_of(path).read_text()


@pytest.fixture
def pressed(cast):
    """The cast with every page pressed."""
    loop.drain()
    assert stale() == set()
    return cast


def test_publishing_presses_the_storys_own_page_at_once(cast):
    story = cast.stories[0]
    story.title = "The night ferry returns, late"
    story.save_revision().publish()

    assert story.title in page(story.address)
    assert "/" in stale(), "the front is the worker's"


def test_everything_due_is_pressed_by_a_worker(cast):
    stale_all(at_once=True)
    assert {"/", cast.stories[0].address} <= stale()
    loop.drain()

    assert stale() == set()
    assert cast.stories[0].title in page("/")
    assert not Sheet.objects.filter(digest="").exists()
    assert not Sheet.objects.failing().exists()


def test_publishing_orders_exactly_the_sheets_that_show_the_story(pressed):
    story = pressed.stories[0]
    showing = set(Sheet.objects.filter(keys__key=story.key).values_list("path", flat=True))

    with transaction.atomic():
        story.title = "The night ferry returns, late"
        story.save()
        assert stale() == showing
    loop.drain()

    for path in showing:
        assert "returns, late" in page(path)


def test_an_authors_new_name_presses_what_shows_it(pressed):
    pressed.ada.name = "Ada Brook-Marsh"
    pressed.ada.save()
    expected = stale()
    loop.drain()

    hers = {story.address for story in pressed.stories if story.bylines.get().author_id == pressed.ada.pk}
    assert hers <= expected
    assert "/author/ada-brook/" in expected
    assert all("Ada Brook-Marsh" in page(path) for path in hers)


def test_a_new_story_makes_lists_stale_and_no_other_storys_page(pressed):
    with transaction.atomic():
        building.story(
            "new-crane",
            title="A new crane",
            section=pressed.harbour,
            bylines=[(pressed.ada, "words")],
            body=[("paragraph", "<p>It is tall.</p>")],
        )
        ordered = stale()

    others = {story.address for story in pressed.stories}
    assert not ordered & others
    assert {"/", "/harbour/", "/author/ada-brook/", "/feed.rss", "/harbour/feed.rss"} <= ordered
    assert "/town/" not in ordered
    assert "/author/grace-lind/" not in ordered


def test_saving_a_draft_presses_nothing(pressed):
    story = pressed.stories[0]
    story.title = "Not yet"
    story.save_revision()

    assert stale() == set()


def test_a_rolled_back_publish_orders_nothing(pressed):
    before = page(pressed.stories[0].address)
    with transaction.atomic():
        pressed.stories[0].title = "Never"
        pressed.stories[0].save()
        transaction.set_rollback(True)

    assert stale() == set()
    assert page(pressed.stories[0].address) == before


def test_unpublishing_removes_the_bytes_at_once_and_says_so(pressed):
    story, changed = pressed.stories[0], []
    file = store.file_of(story.address)
    sheets_changed.connect(hear := lambda paths, **_: changed.extend(paths))
    story.unpublish()
    sheets_changed.disconnect(hear)

    assert {story.address, f"/text{story.address}"} <= set(changed), "whoever keeps copies has not waited for a worker"
    assert not file.exists()
    assert file.with_name("index.html.410").exists()
    loop.drain()
    assert story.title not in page("/")
    assert Sheet.objects.get(path=story.address).status == 410


def test_a_new_slug_leaves_a_redirect_and_a_second_one_no_chain(pressed):
    story = pressed.stories[0]
    first = story.address
    for slug in ("ferry-is-back", "ferry-is-really-back"):
        story.slug = slug
        story.save()
        loop.drain()

    moved = store.file_of(first).with_name("index.html.301")
    assert moved.read_text() == story.address
    assert store.file_of(first.replace("ferry-returns", "ferry-is-back")).with_name("index.html.301").exists()


def test_publishing_again_brings_the_page_back(pressed):
    story = pressed.stories[0]
    story.unpublish()
    story.save_revision().publish()
    loop.drain()

    assert story.title in page(story.address)
    assert not store.file_of(story.address).with_name("index.html.410").exists()


def test_a_failing_render_keeps_the_old_bytes_and_says_why(pressed, monkeypatch):
    story = pressed.stories[0]
    before = page(story.address)

    def broken(path):
        raise ValueError("template on fire")

    monkeypatch.setattr("freesheet.doors.press.pressing.render", broken)
    story.title = "Unrenderable"
    story.save()
    loop.drain()

    assert page(story.address) == before
    sheet = Sheet.objects.get(path=story.address)
    assert sheet.stale
    assert "template on fire" in sheet.error
