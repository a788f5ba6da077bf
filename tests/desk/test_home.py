"""The desk's home: everybody sees what they may act on, and how to do the next thing; at a fixed cost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail.models import ModelLogEntry, ReferenceIndex, Workflow
from wagtail.users.models import UserProfile

from freesheet.config.doctor import examine
from freesheet.demo import building
from freesheet.desk.home.today import day_of
from freesheet.doors.mailroom.models import Letter
from freesheet.doors.press.models import Sheet
from freesheet.public.front.models import FrontPage
from freesheet.public.masthead.models import SectionEditor
from freesheet.public.newsfeed.models import Brief
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Archive, Byline, Correction, Story
from freesheet.public.theme import slots
from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db


def panel(page: str, name: str) -> str:
    """One panel's markup; empty if it is not there."""
    _, found, rest = page.partition(f'id="{name}-section"')
    return rest.partition("</section>")[0] if found else ""


@pytest.fixture
def home(client):
    def of(user) -> str:
        enter(client, user)
        return client.get("/desk/").content.decode()

    return of


@pytest.fixture
def draft(newsroom):
    def of(title: str, owner) -> Story:
        story = Story(title=title, owner=owner, live=False, section=newsroom.town)
        story.bylines = [Byline(author=newsroom.ada)]
        Archive.objects.get(locale__language_code="en").add_child(instance=story)
        story.save_revision(user=owner)
        return story

    return of


def hand_in(story: Story, user):
    return Workflow.objects.get().start(story, user)


def edit(story: Story) -> str:
    return f"/desk/pages/{story.pk}/edit/"


def test_a_writer_finds_what_was_handed_back_with_the_reason(home, member, draft):
    writer, editor = member("Writer"), member("Editor")
    story = draft("The weir", writer)
    hand_in(story, writer).current_task_state.reject(user=editor, comment="Who <paid> for it?")
    mine = panel(home(writer), "mine")
    assert "nothing unfinished" not in mine
    assert "Handed back to you" in mine
    assert "Who &lt;paid&gt; for it?" in mine
    assert edit(story) in mine


def test_a_writer_sees_what_was_handed_in_and_nobodys_drafts_but_their_own(home, member, draft):
    writer, editor = member("Writer"), member("Editor")
    handed = draft("The night shift", writer)
    hand_in(handed, writer)
    draft("A map of benches", writer)
    draft("Something of the editor's", editor)
    page = home(writer)
    mine = panel(page, "mine")
    assert mine.index("Handed in") < mine.index("The night shift") < mine.index("A map of benches")
    assert "Something of the editor" not in page
    assert not panel(page, "waiting")
    assert not panel(page, "the-press")


def test_an_editor_is_asked_to_review_and_sees_what_colleagues_write(home, member, draft):
    writer, editor = member("Writer"), member("Editor")
    handed = draft("The night shift", writer)
    hand_in(handed, writer)
    draft("A map of benches", writer)
    page = home(editor)
    waiting = panel(page, "waiting")
    assert "Review" in waiting
    assert edit(handed) in waiting
    others = panel(page, "others")
    assert "A map of benches" in others
    assert "The night shift" not in others


def test_nobody_reads_on_the_plan_what_others_have_in_hand(home, member, newsroom, draft):
    """Planned, scheduled, late, or the new words of what readers have: only who may edit it."""
    writer, editor, technician = member("Writer"), member("Editor"), member("Technician")
    now = timezone.now()
    planned = draft("Planned by another", editor)
    Story.objects.filter(pk=planned.pk).update(planned_at=now + timedelta(hours=1))
    for title, hour in (("Scheduled by another", now + timedelta(days=2)), ("Late by another", now)):
        scheduled = draft(title, editor)
        scheduled.go_live_at = now + timedelta(days=2)
        scheduled.save_revision(user=editor).publish()
        scheduled.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=hour - timedelta(minutes=5))
    Story.objects.filter(pk=newsroom.stories[0].pk).update(expire_at=now + timedelta(days=2))
    changed = Story.objects.get(pk=newsroom.stories[0].pk)
    changed.title = "Changed by another"
    changed.save_revision(user=editor)

    page = home(writer)
    assert "by another" not in page
    assert newsroom.stories[0].title in panel(page, "today")
    page = panel(home(editor), "today")
    assert all(f"{word} by another" in page for word in ("Planned", "Scheduled"))
    page = panel(home(technician), "the-press")
    assert "A draft that an editor can open" in page
    assert "by another" not in page


def test_who_may_not_begin_a_story_is_not_asked_to(home, member):
    writer = home(member("Writer"))
    assert "Write a story" in writer
    assert "Post a brief" not in writer
    assert "Post a brief" in home(member("Editor"))


def test_who_edits_a_section_opens_its_stories_from_home_and_nobody_elses(home, member, newsroom, draft):
    """Live, newest and planned alike; a writer opens their own."""
    editor, writer = member("Section editor"), member("Writer")
    SectionEditor.objects.create(user=editor, section=newsroom.town)
    ours, theirs = (
        next(one for one in newsroom.stories if one.section == section) for section in (newsroom.town, newsroom.harbour)
    )
    Story.objects.filter(pk=theirs.pk).update(owner=writer)
    first, _ = day_of(timezone.now())
    Story.objects.update(first_published_at=first - timedelta(days=2))
    Story.objects.filter(pk__in=[ours.pk, theirs.pk]).update(first_published_at=first)
    FrontPage.objects.filter(locale=ours.locale).update(lead=ours)
    planned = draft("The weir", writer)
    Story.objects.filter(pk=planned.pk).update(planned_at=timezone.now())

    page = home(editor)
    live, plan = panel(page, "live-now"), panel(page, "today")
    assert live.count(edit(ours)) == 2, "as the lead and among the newest"
    assert edit(ours) in plan
    assert edit(planned) in plan
    assert theirs.title in live
    assert edit(theirs) not in live + plan

    page = home(writer)
    assert edit(theirs) in panel(page, "live-now")
    assert edit(ours) not in panel(page, "live-now") + panel(page, "today")


@pytest.fixture
def letters(newsroom) -> list[Letter]:
    """Three that failed for good, and some that are nobody's worry."""
    now, fate = timezone.now(), Letter.Fate
    for said in (fate.ACCEPTED, fate.LATE, fate.SUPPRESSED):
        Letter.objects.create(purpose="staff", recipient="fine@example.org", fate=said, ended_at=now)
    Letter.objects.create(purpose="staff", recipient="waits@example.org", due_at=now, error="451 later")
    failed = [(fate.REFUSED, "550 no <such> user"), (fate.UNCERTAIN, ""), (fate.REFUSED, "554 no")]
    return [
        Letter.objects.create(
            purpose="staff", recipient=f"ada{number}@example.org", fate=said, answer=words, ended_at=now
        )
        for number, (said, words) in enumerate(failed)
    ]


def test_a_technician_is_told_of_mail_that_did_not_leave_until_they_take_note(client, home, member, letters):
    technician = member("Technician")
    told = panel(home(technician), "letters")
    assert "3 letters ended" in told
    assert "550 no &lt;such&gt; user" in told
    assert all(letter.recipient in told for letter in letters)
    assert "fine@" not in told
    assert "waits@" not in told, "it is tried again, and stands with the press"

    client.post("/desk/letters/noted/", {"pk": letters[0].pk})
    told = panel(home(technician), "letters")
    assert letters[0].recipient not in told
    assert "2 letters ended" in told

    client.post("/desk/letters/noted/", {"pk": [letter.pk for letter in letters] + ["x"]})
    assert not panel(home(technician), "letters")
    assert not any("did not leave" in finding.words for finding in examine())
    noted = ModelLogEntry.objects.filter(action="desk.letter_noted")
    assert sorted(int(entry.object_id) for entry in noted) == [letter.pk for letter in letters]
    assert {entry.user for entry in noted} == {technician}


def test_nobody_else_is_told_to_whom_we_write(client, home, member, letters):
    for role in ("Writer", "Editor", "Membership"):
        assert "ada0@" not in home(member(role))
    client.post("/desk/letters/noted/", {"pk": letters[0].pk})
    assert Letter.objects.failed().count() == 3


def test_what_waits_is_not_taken_note_of(client, home, member, letters):
    waiting = Letter.objects.get(recipient="waits@example.org")
    home(member("Technician"))
    client.post("/desk/letters/noted/", {"pk": waiting.pk})
    waiting.refresh_from_db()
    assert waiting.noted_at is None


def test_a_technician_sees_the_press_and_no_stories(home, member, newsroom):
    page = home(member("Technician"))
    assert panel(page, "the-press")
    assert newsroom.stories[0].title not in page
    assert "Write a story" not in page


def test_a_photo_editor_finds_pictures_that_readers_see_without_credit(home, member, newsroom):
    shown = Picture.objects.create(title="Boat", width=9, height=9, file="boat.jpg", description="A boat")
    Picture.objects.create(title="Kept in a drawer", width=9, height=9, file="drawer.jpg")
    story = newsroom.stories[0]
    story.lead_picture = shown
    story.save_revision().publish()
    ReferenceIndex.create_or_update_for_object(story)
    pictures = panel(home(member("Photo editor")), "pictures-to-mend")
    assert "no credit" in pictures
    assert f"/desk/images/{shown.pk}/" in pictures
    assert "no alternative text" not in pictures
    assert "Kept in a drawer" not in pictures
    assert not panel(home(member("Writer")), "pictures-to-mend")


def test_a_correction_that_is_written_and_not_published_is_told_until_it_is(home, member, newsroom):
    editor, story = member("Editor"), newsroom.stories[1]
    story.corrections.add(Correction(text="It was 1911."))
    revision = story.save_revision(user=editor)
    assert "It was 1911." in panel(home(editor), "corrections-open")
    revision.publish()
    assert not panel(home(editor), "corrections-open")


def test_a_change_that_is_no_correction_is_not_called_one(home, member, newsroom):
    story = newsroom.stories[1]
    story.title = "The council votes again"
    story.save_revision()
    assert not panel(home(member("Editor")), "corrections-open")


def test_todays_plan_tells_what_came_and_what_comes_in_order_of_time(home, member, newsroom, draft):
    editor = member("Editor")
    first, _ = day_of(timezone.now())
    Story.objects.update(first_published_at=first - timedelta(days=2))
    Story.objects.filter(pk=newsroom.stories[0].pk).update(first_published_at=first)
    soon = draft("At noon", editor)
    soon.go_live_at = timezone.now() + timedelta(days=3)
    soon.save_revision(user=editor).publish()
    Story.objects.filter(pk=newsroom.stories[1].pk).update(expire_at=timezone.now() + timedelta(days=4))
    today = panel(home(editor), "today")
    places = [today.index(title) for title in (newsroom.stories[0].title, "At noon", newsroom.stories[1].title)]
    assert places == sorted(places)
    assert "will be published" in today
    assert "will be unpublished" in today
    assert newsroom.stories[2].title not in today


def test_a_day_is_the_newsrooms_even_when_clocks_change(settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    timezone.get_default_timezone.cache_clear()
    try:
        first, following = day_of(datetime(2026, 10, 25, 1, tzinfo=UTC))
    finally:
        settings.TIME_ZONE = "UTC"
        timezone.get_default_timezone.cache_clear()
    assert (first.day, following.day, following.hour) == (25, 26, 0)
    assert following.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=25)


def test_briefs_that_stand_for_hours_are_asked_about(home, member, newsroom):
    now, locale = timezone.now(), newsroom.town.locale
    long_ago = now - timedelta(hours=30)
    Brief.objects.create(lead="Pinned for long.", locale=locale, posted_at=long_ago, pinned_at=long_ago)
    Brief.objects.create(lead="Just pinned.", locale=locale, pinned_at=now)
    Brief.objects.create(
        lead="Broke in spring.", locale=locale, posted_at=now - timedelta(days=90), breaking_at=long_ago
    )
    up = panel(home(member("Editor")), "briefs-up")
    assert "Pinned for long." in up
    assert "/unpin/" in up
    assert "Just pinned." not in up
    assert "Broke in spring." not in up


def test_rooms_above_put_their_own_there_and_know_who_looks(home, member, monkeypatch):
    monkeypatch.setitem(slots._fillers, "desk_home", [])
    slots.fill("desk_home", lambda user: mark_safe(f"<p>A letter for {user.email}</p>"))
    editor = member("Editor")
    assert f"A letter for {editor.email}" in home(editor)


def test_empty_places_say_what_to_do(home, member, newsroom):
    page = home(member("Editor"))
    assert "Nothing waits for you." in panel(page, "waiting")
    assert "You have nothing unfinished." in panel(page, "mine")
    assert "Every picture on a live story" in panel(page, "pictures-to-mend")


def test_the_home_speaks_ukrainian(home, root):
    profile = UserProfile.get_for_user(root)
    profile.preferred_language = "uk"
    profile.save()
    page = home(root)
    assert "План на сьогодні" in page
    assert "Написати матеріал" in page
    assert "Ctrl + Enter" in page


def test_help_with_keys_lists_ours(home, member):
    page = home(member("Editor"))
    assert "Post the brief, from any of its fields" in page
    assert 'data-a11y-dialog-show="keyboard-shortcuts-dialog"' in page


@pytest.mark.parametrize("role", ["Editor", "Writer"])
def test_the_home_costs_as_many_queries_for_many_stories_as_for_few(client, member, newsroom, draft, role):
    Sheet.objects.update(due_at=None, error="")
    user, editor, writer = member(role), member("Editor") if role != "Editor" else None, None
    writer = user if role == "Writer" else member("Writer")
    enter(client, user)

    def grow(few: int) -> None:
        for number in range(few):
            hand_in(draft(f"Handed in {number}", writer), writer)
            draft(f"Draft {number}", editor or user)
            draft(f"Own draft {number}", user)
            changed = building.story(
                f"live-{few}-{number}", title="Live", section=newsroom.town, bylines=[(newsroom.ada, "words")]
            )
            changed.corrections.add(Correction(text="No."))
            changed.save_revision()

    def cost() -> int:
        client.get("/desk/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/desk/")
        return len(queries)

    grow(2)
    few = cost()
    grow(9)
    assert cost() == few
    assert few < 57
