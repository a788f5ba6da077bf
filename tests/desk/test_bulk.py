"""Several stories at once: filed elsewhere, published, taken away; each by itself, with the reason where it is not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, TaskState

from freesheet.demo import building
from freesheet.doors.press.models import Sheet
from freesheet.public.masthead.models import Section, SectionEditor
from freesheet.public.stories.models import Archive, Byline, Story
from freesheet.staff.models import User
from freesheet.work import loop
from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, member) -> User:
    user = member("Editor")
    enter(client, user)
    return user


@pytest.fixture
def town_story(newsroom) -> Story:
    return next(story for story in newsroom.stories if story.section == newsroom.town)


@pytest.fixture
def harbour_story(newsroom) -> Story:
    return next(story for story in newsroom.stories if story.section == newsroom.harbour)


def draft(section, owner=None, title="A draft", bylines=()) -> Story:
    archive = Archive.objects.get(locale__language_code="en")
    story = Story(
        title=title, live=False, owner=owner, section=section, bylines=[Byline(author=one) for one in bylines]
    )
    archive.add_child(instance=story)
    story.save_revision(user=owner)
    return story


def address(action, *stories) -> str:
    chosen = "&".join(f"id={story.pk}" for story in stories)
    return f"/desk/bulk/stories/story/{action}/?{chosen}&next=/desk/stories/"


def asked(client, action, place, *stories) -> str:
    """What the confirmation page says of them."""
    return client.post(address(action, *stories), {"place": place.pk}).content.decode()


def done(client, action, place, *stories):
    return client.post(address(action, *stories), {"place": place.pk, "confirmed": place.pk}, follow=True)


def fresh(story) -> Story:
    return Story.objects.get(pk=story.pk)


def newest(story) -> Story:
    return fresh(story).get_latest_revision_as_object()


def test_first_one_sees_what_will_change(client, editor, newsroom, town_story, harbour_story):
    first = client.get(address("set_section", town_story, harbour_story)).content.decode()
    assert town_story.title in first
    assert "See what will change" in first

    page = asked(client, "set_section", newsroom.town, town_story, harbour_story)

    assert "Change 1 story" in page
    assert "It is there already." in page
    assert fresh(harbour_story).section == newsroom.harbour


def test_a_live_story_changes_section_for_readers_and_in_its_next_draft(client, editor, newsroom, harbour_story):
    before = fresh(harbour_story)
    answer = done(client, "set_section", newsroom.town, harbour_story)

    assert "1 story is under “Town” now." in answer.content.decode()
    after = fresh(harbour_story)
    assert (after.section, newest(after).section) == (newsroom.town, newsroom.town)
    assert (after.last_published_at, after.title) == (before.last_published_at, before.title)
    assert not after.has_unpublished_changes


def test_old_and_new_section_are_pressed_again(client, editor, newsroom, harbour_story):
    loop.drain()
    done(client, "set_section", newsroom.town, harbour_story)
    stale = set(Sheet.objects.filter(due_at__isnull=False).values_list("path", flat=True))
    assert {"/harbour/", "/town/"} <= stale


def test_an_open_draft_keeps_its_words(client, editor, newsroom, harbour_story):
    harbour_story.title = "Not published yet"
    harbour_story.save_revision()
    done(client, "set_section", newsroom.town, harbour_story)

    story = fresh(harbour_story)
    assert story.title != "Not published yet"
    assert story.has_unpublished_changes
    assert (newest(story).title, newest(story).section) == ("Not published yet", newsroom.town)
    newest(story).save_revision().publish()
    assert fresh(story).section == newsroom.town


def test_what_waits_for_its_hour_is_locked_as_in_its_form(client, editor, newsroom, harbour_story):
    harbour_story.title, harbour_story.go_live_at = "Tomorrow", timezone.now() + timedelta(days=1)
    harbour_story.save_revision().publish()
    assert "It waits for its hour." in asked(client, "set_section", newsroom.town, harbour_story)


def test_what_is_in_review_comes_out_in_the_new_section(client, editor, member, newsroom):
    story = draft(newsroom.harbour, member("Writer"), bylines=[newsroom.ada])
    state = story.get_workflow().start(story, story.owner)
    done(client, "set_section", newsroom.town, story)
    task = TaskState.objects.get(pk=state.current_task_state.pk)
    task.task.specific.on_action(task, editor, "approve")
    assert (fresh(story).live, fresh(story).section) == (True, newsroom.town)


def test_a_draft_changes_section_and_stays_a_draft(client, editor, newsroom):
    story = draft(newsroom.harbour)
    done(client, "set_section", newsroom.town, story)
    assert (fresh(story).section, newest(story).section, fresh(story).live) == (newsroom.town, newsroom.town, False)


def test_who_has_the_form_open_is_told_of_a_newer_version(client, editor, newsroom, harbour_story):
    harbour_story.save_revision()
    before = fresh(harbour_story).latest_revision_id
    done(client, "set_section", newsroom.town, harbour_story)
    assert fresh(harbour_story).latest_revision_id > before


def test_a_topic_is_added_to_those_it_has(client, editor, newsroom, town_story, harbour_story):
    harbour_story.save_revision()
    assert "Water" in asked(client, "add_topic", newsroom.water, town_story)
    done(client, "add_topic", newsroom.water, town_story, harbour_story)
    assert newsroom.water in fresh(town_story).topics.all()
    assert newsroom.water in newest(town_story).topics.all()


def test_each_gets_one_line_in_the_log(client, editor, newsroom, town_story, harbour_story):
    done(client, "set_section", newsroom.town, town_story, harbour_story)
    entry = PageLogEntry.objects.get(action="stories.filed")
    assert (entry.page_id, entry.user) == (harbour_story.pk, editor)
    assert entry.message == "Section was: Harbour. Now: Town"


def test_another_edition_is_refused_in_words(client, editor, newsroom, town_story):
    ukrainian = building.masthead(Section, "town", "uk", original=newsroom.town, name="Місто", order=1)
    page = asked(client, "set_section", ukrainian, town_story)
    assert "It belongs to another edition (English) than “Місто” (Ukrainian)." in page
    done(client, "set_section", ukrainian, town_story)
    assert fresh(town_story).section == newsroom.town


def test_a_writer_changes_their_own_draft_only(client, member, newsroom, town_story):
    writer = member("Writer")
    own = draft(newsroom.town, writer)
    enter(client, writer)
    assert "You may not change it." in asked(client, "set_section", newsroom.harbour, town_story, own)
    done(client, "set_section", newsroom.harbour, town_story, own)
    assert (fresh(town_story).section, fresh(own).section) == (newsroom.town, newsroom.harbour)


def test_no_bulk_action_reaches_another_s_draft(client, member, newsroom):
    hidden = draft(newsroom.town, title="Nobody knows")
    enter(client, member("Writer"))
    for action in ("set_section", "add_topic", "publish", "unpublish", "delete"):
        answer = client.get(address(action, hidden))
        assert answer.status_code == 404
        assert "Nobody knows" not in answer.content.decode()


def test_a_section_editor_moves_nothing_out_of_their_section(client, member, newsroom, town_story):
    tess = member("Section editor")
    SectionEditor.objects.create(user=tess, section=newsroom.town)
    enter(client, tess)
    assert "Your sections are others." in asked(client, "set_section", newsroom.harbour, town_story)
    done(client, "set_section", newsroom.harbour, town_story)
    assert fresh(town_story).section == newsroom.town


def test_a_locked_story_stays(client, editor, member, newsroom, harbour_story):
    Page.objects.filter(pk=harbour_story.pk).update(
        locked=True, locked_by=member("Photo editor"), locked_at=timezone.now()
    )
    assert "It is locked." in asked(client, "set_section", newsroom.town, harbour_story)


def test_nonsense_chosen_changes_nothing(client, editor, newsroom):
    for query in ("id=all", "id=x", "id=", "", "id=99999999"):
        for action in ("set_section", "unpublish", "delete", "publish"):
            answer = client.post(
                f"/desk/bulk/stories/story/{action}/?{query}",
                {"place": newsroom.town.pk, "confirmed": newsroom.town.pk},
            )
            assert answer.status_code in {200, 302, 404}
    assert Story.objects.live().filter(section=newsroom.harbour).count() == 4
    assert Story.objects.count() == 8


def test_the_list_offers_what_makes_sense_for_stories(client, editor):
    page = client.get("/desk/stories/").content.decode()
    for action in ("publish", "unpublish", "delete", "set_section", "add_topic"):
        assert f"/desk/bulk/stories/story/{action}/" in page
    assert "/move/" not in page
    assert "Select all pages in listing" not in page


def test_no_story_is_moved_out_of_the_archive(client, root, newsroom, town_story):
    enter(client, root)
    home, other = town_story.get_parent().pk, Archive.objects.get(locale__language_code="uk")
    town_story.slug = "free-there"
    town_story.save()
    page = client.get(f"/desk/bulk/wagtailcore/page/move/?id={town_story.pk}").content.decode()
    assert "permission to move" in page
    client.post(f"/desk/bulk/wagtailcore/page/move/?id={town_story.pk}", {"chooser": other.pk})
    assert client.post(f"/desk/pages/{town_story.pk}/move/{other.pk}/confirm/").status_code == 302
    assert fresh(town_story).get_parent().pk == home


@pytest.mark.parametrize("kind", ["stories/story", "wagtailcore/page"])
def test_publishing_several_leads_to_the_form_what_needs_it(client, editor, newsroom, town_story, kind):
    town_story.title = "Other words altogether"
    town_story.save_revision()
    bare, whole = (
        draft(newsroom.town, title="Nobody wrote it"),
        draft(newsroom.town, bylines=[newsroom.ada], title="Whole"),
    )
    url = f"/desk/bulk/{kind}/publish/?id={town_story.pk}&id={bare.pk}&id={whole.pk}"

    page = client.get(url).content.decode()
    assert "Readers have seen other words" in page
    assert "Bylines: nobody is named." in page
    assert f'href="/desk/pages/{bare.pk}/edit/"' in page

    client.post(url, {})
    assert fresh(whole).live
    assert not fresh(bare).live
    assert fresh(town_story).title != "Other words altogether"


def test_small_changes_and_told_ones_are_published_at_once(client, editor, town_story):
    town_story.title = "Other words altogether"
    town_story.updated_at = timezone.now()
    town_story.save_revision()
    client.post(address("publish", town_story), {})
    assert fresh(town_story).title == "Other words altogether"


def test_several_are_unpublished_and_deleted(client, root, town_story, harbour_story):
    enter(client, root)
    assert client.get(address("unpublish", town_story)).status_code == 200
    client.post(address("unpublish", town_story), {})
    assert not fresh(town_story).live
    assert client.get(address("delete", harbour_story)).status_code == 200
    client.post(address("delete", harbour_story), {})
    assert not Story.objects.filter(pk=harbour_story.pk).exists()


def test_nothing_below_a_published_page_goes_out_with_it(client, root, newsroom):
    enter(client, root)
    unready = draft(newsroom.town)
    archive = Archive.objects.get(locale__language_code="en")
    path = f"/desk/bulk/wagtailcore/page/publish/?id={archive.pk}&next=/desk/"
    client.post(path, {"include_descendants": "on"}, follow=True)
    unready.refresh_from_db()
    assert not unready.live
