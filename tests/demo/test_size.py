"""Synthetic stories for size: as good as published ones, and never the same twice."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from freesheet.demo import size
from freesheet.desk import roles
from freesheet.doors.press.models import Sheet
from freesheet.doors.press.rendering.render import render
from freesheet.public.masthead.models import Author, Topic
from freesheet.public.stories.models import Archive, Byline, Story
from freesheet.public.theme.text_edition import text_path
from freesheet.work.loop import drain

COUNT, FEW = 30, 4


@pytest.fixture
def archive(cast) -> list[Story]:
    roles.lay_out()
    size.build(COUNT)
    return list(Story.objects.filter(slug__regex=r"-[0-9]{6}$").order_by("first_published_at"))


def test_so_many_stories_stand_in_two_editions_over_ten_years(archive):
    assert len(archive) == COUNT
    assert {story.locale.language_code for story in archive} == {"en", "uk"}
    assert (archive[-1].published_at - archive[0].published_at).days > 2000
    assert archive[-1].published_at < timezone.now()
    assert (Author.objects.count(), Topic.objects.count()) == (202, 401)
    assert any(story.get_translations().exists() for story in archive)


def test_a_story_is_whole(archive):
    story = archive[0]

    counted = story.word_count
    story.full_clean()
    story.save()

    assert 200 <= counted <= 760
    assert story.word_count == counted
    assert story.bylines.exists()
    assert story.topics.exists()
    assert story.section.locale_id == story.locale_id


def test_a_correction_stands_on_its_page(archive):
    corrected = [story for story in archive if story.corrections.exists()]

    assert len(corrected) == 1
    assert corrected[0].corrections.get().text in render(corrected[0].address).decode()


def test_the_tree_holds(archive):
    assert Page.find_problems() == ([], [], [], [], [])
    assert all(story.get_parent().specific_class is Archive for story in archive)
    assert all(story.url_path.endswith(f"/archive/{story.slug}/") for story in archive)


def test_the_desk_finds_a_revision_that_says_what_the_story_says(archive):
    for story in archive:
        draft = story.get_latest_revision_as_object()
        assert story.latest_revision_id == story.live_revision_id != None  # noqa: E711 (a chain of comparisons)
        assert (draft.title, draft.body.raw_data[0], draft.bylines.count()) == (
            story.title,
            story.body.raw_data[0],
            story.bylines.count(),
        )


def test_the_search_index_has_every_story_already(archive):
    for story in archive[:5]:
        assert story in Story.objects.all().search(story.title)


def test_every_page_is_placed_and_due_the_newest_first(archive):
    sheets = {sheet.owner: sheet for sheet in Sheet.objects.filter(status=200)}

    assert all(sheets[story.key].path == story.address and sheets[story.key].due_at for story in archive)
    assert "month:uk:" + str(next(s for s in archive if s.locale.language_code == "uk").published_at.year) in " ".join(
        sheets
    )
    assert all(sheets[f"text:{story.key}"].path == text_path(story.address) for story in archive)
    due = [sheets[story.key].pk for story in archive if story.locale.language_code == "en"]
    assert due == sorted(due, reverse=True)


def test_the_press_can_press_them(cast):
    size.build(FEW)
    Sheet.objects.exclude(owner__regex=r"^(text:)?(story|month|section):").update(due_at=None)
    drain()

    assert not Sheet.objects.filter(due_at__lte=timezone.now(), status=200).exists()
    assert Sheet.objects.exclude(error="").count() == 0
    for story in Story.objects.filter(slug__regex=r"-[0-9]{6}$"):
        assert story.title.encode() in render(story.address)


def test_an_archive_does_not_hold_up_the_news(cast, monkeypatch):
    monkeypatch.setattr("freesheet.doors.press.actions.STALE_TOGETHER", 10)
    size.build(COUNT)

    later = Sheet.objects.filter(owner__startswith="story:", due_at__gt=timezone.now()).count()

    assert later >= COUNT - 2 * 10


def test_building_again_adds_what_is_missing(archive):
    before = {story.slug: story.pk for story in archive}
    size.build(COUNT + 6)
    after = {story.slug: story.pk for story in Story.objects.filter(slug__regex=r"-[0-9]{6}$")}

    assert before.items() <= after.items()
    assert len(after) == COUNT + 6
    assert size.build(COUNT + 6) == 0
    assert Byline.objects.filter(story__slug__in=after).count() >= len(after)


def test_a_few_are_not_out_yet(archive):
    unfinished = Story.objects.filter(slug__contains="unfinished")

    assert unfinished.count() == COUNT // 6
    assert not unfinished.filter(live=True).exists()
    assert unfinished.filter(go_live_at__gt=timezone.now()).exists()
    assert WorkflowState.objects.active().exists()


def test_lists_are_pressed_anew(cast):
    drain()
    size.build(COUNT)

    assert Sheet.objects.get(path="/").stale


def test_where_nobody_watches_no_bar_is_drawn(cast, settings):
    settings.DEMO = True
    roles.lay_out()
    said = io.StringIO()

    call_command("demo", "accounts", "--size", "3", stdout=said)

    assert "3 stories added" in said.getvalue()
    assert "#" not in said.getvalue()
