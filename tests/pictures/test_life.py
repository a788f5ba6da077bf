"""A picture's life: ordered, made, replaced, pulled, deleted; and the pages that show it."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from freesheet.doors.press import store
from freesheet.doors.press.models import Sheet, SheetKey
from freesheet.public.pictures import actions
from freesheet.public.pictures.files import making
from freesheet.public.pictures.files.making import make
from freesheet.public.pictures.files.published import Making, PublishedFile
from freesheet.public.pictures.models import Picture
from freesheet.work.loop import drain
from tests.pictures.conftest import claimed, made, quarters, saved

pytestmark = pytest.mark.django_db(transaction=True)


def published_paths(picture: Picture) -> set[str]:
    return set(PublishedFile.objects.filter(picture=picture, due_at=None).values_list("path", flat=True))


def in_store(paths: set[str]) -> set[str]:
    return {path for path in paths if store.kept_file(path).exists()}


def all_media() -> set[str]:
    return {f"/{file.relative_to(store.root())}" for file in (store.root() / "media").rglob("*.*")}


@pytest.fixture
def upload(upload):
    """Small ones: what is made of them is another file's test."""
    return partial(upload, saved(quarters(480, 360)))


@pytest.fixture
def page() -> Sheet:
    """A pressed page that will show the first picture there is."""
    sheet = Sheet.objects.create(path="/2026/11/ferry/", owner="story:1", pressed_at=timezone.now())
    SheetKey.objects.create(sheet=sheet, key="picture:1")
    return sheet


def is_stale(sheet: Sheet) -> bool:
    sheet.refresh_from_db()
    return sheet.stale


def freshen(sheet: Sheet) -> None:
    """As if pressed with its picture; the worker, which knows no such story, took the page for gone."""
    Sheet.objects.filter(pk=sheet.pk).update(due_at=None, status=Sheet.Status.OK)
    SheetKey.objects.get_or_create(sheet=sheet, key="picture:1")


def first(upload, **fields) -> Picture:
    return upload(pk=1, **fields)


def test_the_work_is_committed_with_the_upload_or_not_at_all(upload):
    with transaction.atomic():
        upload()
        assert Making.objects.due().count() == 1
        transaction.set_rollback(True)
    assert not Making.objects.exists()

    upload()
    assert Making.objects.due().count() == 1


def test_nothing_is_made_while_uploading(upload):
    upload()
    assert not PublishedFile.objects.exists()


def test_a_pages_picture_comes_with_its_jpegs_and_again_with_the_rest(upload, page, monkeypatch):
    picture, shown = first(upload), []
    freshen(page)
    save = Picture.save

    def noted(self, **kwargs):
        save(self, **kwargs)
        shown.append(sorted(self.srcsets["variants"]["full"]))
        assert is_stale(page)
        freshen(page)

    monkeypatch.setattr(Picture, "save", noted)
    drain()

    assert shown == [["jpeg"], ["avif", "jpeg", "webp"]]
    assert not Making.objects.get(picture=picture).due_at


def test_a_changed_credit_is_written_anew_and_pages_are_pressed_once(upload, page, monkeypatch):
    picture = made(first(upload))
    before = published_paths(picture)
    freshen(page)

    picture.credit = "Grace Lind"
    picture.save()
    assert is_stale(page)
    assert made(picture).srcsets["variants"].keys() == picture.srcsets["variants"].keys()

    assert not published_paths(picture) & before
    assert in_store(before) == before, "open pages still name them"


@pytest.mark.parametrize(
    ("field", "value", "anew"),
    [("focal_point_x", 700, True), ("copyright", "©", True), ("caption", "x", False), ("title", "x", False)],
)
def test_only_what_files_are_made_from_has_them_made_anew(upload, field, value, anew):
    picture = made(upload())
    setattr(picture, field, value)
    picture.save()
    assert Making.objects.due().exists() == anew


def test_replaced_files_go_when_their_pages_were_pressed_again(upload, page, later):
    picture = made(first(upload))
    before = published_paths(picture)
    picture.credit = "Grace Lind"
    picture.save()
    made(picture)
    freshen(page)
    Sheet.objects.update(due_at=timezone.now() + timedelta(days=1))  # its pressing fails

    later(timedelta(minutes=11))
    drain()
    assert in_store(before) == before

    freshen(page)
    later(timedelta(minutes=13))
    drain()
    assert not in_store(before)
    assert in_store(published_paths(picture)) == published_paths(picture) == all_media()


def test_pulling_removes_every_file_at_once(upload, page):
    picture = made(first(upload))
    picture.credit = "Grace Lind"
    picture.save()
    picture = made(picture)
    assert all_media() > published_paths(picture)
    freshen(page)

    actions.pull(picture)

    assert not all_media()
    assert not PublishedFile.objects.exists()
    assert is_stale(page)
    assert picture.file.storage.exists(picture.file.name)
    drain()
    assert not all_media()


def test_an_edit_does_not_bring_a_pulled_picture_back(upload):
    picture = made(upload())
    actions.pull(picture)

    picture.credit = "Grace Lind"
    picture.save()

    assert made(picture).srcsets == {}
    actions.put_back(picture)
    assert made(picture).best("full")


@pytest.mark.parametrize("how", ["one", "queryset"])
def test_deleting_removes_every_file_at_once(upload, page, how):
    picture = made(first(upload))
    freshen(page)

    picture.delete() if how == "one" else Picture.objects.all().delete()

    assert not all_media()
    assert not PublishedFile.objects.exists()
    assert is_stale(page)


def test_a_deletion_that_is_taken_back_removes_nothing(upload):
    picture = made(upload())
    with transaction.atomic():
        picture.delete()
        transaction.set_rollback(True)
    assert in_store(published_paths(Picture.objects.get())) == all_media()


def test_two_pictures_of_the_same_bytes_do_not_break_each_other(upload):
    one, two = made(upload()), made(upload(name="again.jpg"))
    assert published_paths(one) == published_paths(two)

    actions.pull(one)
    assert in_store(published_paths(two)) == published_paths(two)

    two.delete()
    assert not all_media()


def test_files_left_by_a_crash_at_a_takedown_are_removed_by_the_worker(upload, monkeypatch):
    picture = made(upload())
    with monkeypatch.context() as crash:
        crash.setattr(transaction, "on_commit", lambda *args, **kwargs: None)
        actions.pull(picture)
    assert all_media()

    drain()
    assert not all_media()


def test_a_worker_that_lost_the_row_shows_nothing_and_leaves_nothing(upload, later):
    picture = upload()
    slow = claimed(picture)
    Making.order(picture.pk)

    make(slow)
    assert Picture.objects.get().srcsets == {}

    drain()
    later(timedelta(hours=2))
    drain()
    assert all_media() == published_paths(Picture.objects.get())


@pytest.mark.parametrize("meanwhile", [actions.pull, Picture.delete])
def test_what_is_pulled_or_deleted_while_it_is_made_stays_away(upload, monkeypatch, meanwhile, later):
    picture, row = upload(), making._row
    calls = []

    def pulled_midway(*args):
        calls.append(args)
        if len(calls) == 3:
            meanwhile(Picture.objects.get())
        return row(*args)

    monkeypatch.setattr(making, "_row", pulled_midway)
    make(claimed(picture))

    assert not Picture.objects.filter(srcsets__variants__isnull=False).exists()
    later(timedelta(hours=2))
    drain()
    assert not all_media()


def test_an_original_that_cannot_be_read_is_told_at_the_desk_and_tried_again(upload):
    picture = upload()
    picture.file.storage.delete(picture.file.name)
    drain()

    row = Making.objects.get()
    assert (row.attempts, row.lease_until) == (1, None)
    assert row.due_at > timezone.now()
    assert "could not be made" in " ".join(Picture.objects.get().remarks())


def test_a_lease_ends_and_another_worker_takes_over(upload, later):
    picture = upload()
    claimed(picture)
    assert drain() == 0

    later(timedelta(minutes=5))
    assert made(picture).best("full")


def test_saving_and_making_cost_few_queries(upload, django_assert_max_num_queries):
    picture = upload()
    with django_assert_max_num_queries(20):
        picture.save()
    row = claimed(picture)
    with django_assert_max_num_queries(90):
        make(row)
