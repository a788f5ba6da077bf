"""Orders that come while a page is being pressed: none is missed, and no older render wins."""

import threading

import pytest
from django.db import connection

from freesheet.doors.press import pressing, store
from freesheet.doors.press.models import Sheet, SheetKey
from freesheet.doors.press.pressing import Outcome, press
from freesheet.work import actions, loop

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def page(path: str) -> str:
    return store.file_of(path).read_text()


def claim(path: str) -> Sheet:
    (sheet,) = actions.claim(Sheet.objects.filter(path=path), limit=1, lease_seconds=30)
    return sheet


def in_another_thread(do) -> None:
    def run() -> None:
        try:
            do()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def rename(author, name: str) -> None:
    author.name = name
    author.save()


@pytest.fixture
def during_render(monkeypatch):
    """Do something once, after a page was rendered and before its bytes are put."""

    def arrange(do) -> None:
        plain = pressing.render
        waiting = [do]

        def render(path):
            body = plain(path)
            if waiting:
                in_another_thread(waiting.pop())
            return body

        monkeypatch.setattr(pressing, "render", render)

    return arrange


def test_a_page_ordered_while_it_is_pressed_stays_stale_and_is_not_overwritten(cast, during_render):
    loop.drain()
    story = cast.stories[1]
    rename(cast.ada, "Ada Second")
    sheet = claim(story.address)
    during_render(lambda: rename(cast.ada, "Ada Third"))

    assert press(sheet) is Outcome.LOST
    assert "Ada Second" not in page(story.address)
    sheet.refresh_from_db()
    assert sheet.stale
    loop.drain()
    assert "Ada Third" in page(story.address)


def test_an_order_for_a_key_that_is_not_registered_yet_is_not_missed(cast, during_render):
    loop.drain()
    story = cast.stories[1]
    SheetKey.objects.filter(sheet__path=story.address).delete()
    Sheet.objects.filter(path=story.address).update(digest="", due_at="2026-01-01T00:00Z")
    sheet = claim(story.address)
    during_render(lambda: rename(cast.ada, "Ada Unmissed"))

    press(sheet)
    loop.drain()
    assert "Ada Unmissed" in page(story.address)


def test_a_slow_worker_whose_lease_ran_out_writes_nothing(cast):
    loop.drain()
    story = cast.stories[1]
    story.title = "Newer"
    story.save()
    Sheet.objects.filter(path=story.address).update(due_at="2026-01-01T00:00Z", digest="")
    slow = claim(story.address)
    Sheet.objects.filter(pk=slow.pk).update(lease_until="2026-01-01T00:00Z")
    fast = claim(story.address)

    assert press(fast) is Outcome.PRESSED
    assert press(slow) is Outcome.LOST


def test_many_changes_and_many_pressers_end_with_the_last_word(cast):
    loop.drain()
    finished = threading.Event()

    def change() -> None:
        for number in range(25):
            rename(cast.ada, f"Ada Number {number}")
        finished.set()

    def work() -> None:
        while not finished.is_set():
            loop.drain()

    threads = [threading.Thread(target=in_thread(task)) for task in (change, work, work)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    loop.drain()

    hers = [story.address for story in cast.stories if story.bylines.get().author_id == cast.ada.pk]
    assert len(hers) >= 4
    assert all("Ada Number 24" in page(path) for path in hers)
    assert not Sheet.objects.due().exists()


def in_thread(task):
    def run() -> None:
        try:
            task()
        finally:
            connection.close()

    return run
