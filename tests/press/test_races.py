"""Orders that come while a page is being pressed: none is missed, and no older render wins."""

import threading

import pytest

from freesheet.demo import building
from freesheet.doors.press import actions as press_actions
from freesheet.doors.press import pressing, store
from freesheet.doors.press.models import Sheet, SheetKey
from freesheet.doors.press.pressing import Outcome, press, press_together
from freesheet.doors.press.rendering.recording import touch
from freesheet.work import actions, loop
from tests.press.threads import in_another_thread, in_thread

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def page(path: str) -> str:
    return store.file_of(path).read_text()


def claim(path: str) -> Sheet:
    (sheet,) = actions.claim(Sheet.objects.filter(path=path), limit=1, lease_seconds=30)
    return sheet


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


def test_a_new_sheet_is_rendered_once(cast, monkeypatch):
    loop.drain()
    renders = []
    plain = pressing.render
    monkeypatch.setattr(pressing, "render", lambda path: renders.append(path) or plain(path))
    monkeypatch.setattr(press_actions, "soon", lambda owner: None)
    crane = building.story("new-crane", title="A new crane", section=cast.harbour, bylines=[(cast.ada, "words")])
    assert press(claim(crane.address)) is Outcome.PRESSED
    assert renders == [crane.address]


def test_one_that_was_overtaken_by_an_order_for_something_new_on_it_is_rendered_again(cast, during_render):
    loop.drain()
    story = cast.stories[1]
    SheetKey.objects.filter(sheet__path=story.address, key=cast.ada.key).delete()
    Sheet.objects.filter(path=story.address).update(digest="", due_at="2026-01-01T00:00Z")
    during_render(lambda: rename(cast.ada, "Ada Unmissed"))

    assert press(claim(story.address)) is Outcome.PRESSED
    assert "Ada Unmissed" in page(story.address)


def test_a_page_that_was_not_there_yet_when_it_was_overtaken_is_not_gone(cast, monkeypatch):
    loop.drain()
    story, plain = cast.stories[1], pressing.render
    Sheet.objects.filter(path=story.address).update(digest="", due_at="2026-01-01T00:00Z")
    answers = [None]

    def render(path):
        if answers:
            touch("stories:not-registered")
            in_another_thread(lambda: press_actions.order({"stories:not-registered"}))
            return answers.pop()
        return plain(path)

    monkeypatch.setattr(pressing, "render", render)
    assert press(claim(story.address)) is Outcome.PRESSED
    assert Sheet.objects.get(path=story.address).status == Sheet.Status.OK
    assert story.title in page(story.address)


def test_what_one_of_a_batch_fails_at_stops_no_other(cast, monkeypatch):
    loop.drain()
    paths = [story.address for story in cast.stories[:4]]
    Sheet.objects.filter(path__in=paths).update(digest="", due_at="2026-01-01T00:00Z")
    plain_render, plain_put = pressing.render, store.Prepared.put

    def render(path):
        if path == paths[0]:
            raise ValueError("template on fire")
        return plain_render(path)

    def put(prepared):
        if prepared.renames[0][1] == store.file_of(paths[1]):
            raise OSError("no room")
        plain_put(prepared)

    monkeypatch.setattr(pressing, "render", render)
    monkeypatch.setattr(store.Prepared, "put", put)
    sheets = actions.claim(Sheet.objects.filter(path__in=paths).order_by("pk"), limit=4, lease_seconds=30)
    outcomes = {sheet.path: outcome for sheet, outcome in zip(sheets, press_together(sheets), strict=True)}

    assert [outcomes[path] for path in paths] == [Outcome.FAILED, Outcome.FAILED, Outcome.PRESSED, Outcome.PRESSED]
    assert set(Sheet.objects.failing().values_list("path", flat=True)) == set(paths[:2])
    assert not list(store.root().rglob("*.part")), "nothing is left beside its place"


def test_of_a_batch_what_was_lost_is_left_alone(cast):
    loop.drain()
    paths = [story.address for story in cast.stories[:2]]
    Sheet.objects.filter(path__in=paths).update(digest="", due_at="2026-01-01T00:00Z")
    sheets = actions.claim(Sheet.objects.filter(path__in=paths), limit=2, lease_seconds=30)
    Sheet.objects.filter(pk=sheets[0].pk).update(epoch=sheets[0].epoch + 1)

    assert press_together(sheets) == [Outcome.LOST, Outcome.PRESSED]
    assert not list(store.root().rglob("*.part"))


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
