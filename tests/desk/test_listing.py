"""The list of all stories: found by what editors know of them, sorted, carried away, at a fixed cost."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Workflow

from freesheet.config.schedule import let_sqlite_plan
from freesheet.demo import building
from freesheet.public.front.models import FrontPage
from freesheet.public.stories.models import Archive, Byline, Story
from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, member):
    user = member("Editor")
    enter(client, user)
    return user


@pytest.fixture
def listed(client, editor):
    def of(**asked) -> list[str]:
        return [story.slug for story in client.get("/desk/stories/", asked).context["object_list"]]

    return of


@pytest.fixture
def indexed(newsroom):
    """The search index as the worker keeps it."""
    call_command("wagtail_update_index", verbosity=0)


def draft(newsroom, owner, title="Notes") -> Story:
    story = Story(title=title, owner=owner, live=False, section=newsroom.town, bylines=[Byline(author=newsroom.ada)])
    Archive.objects.get(locale__language_code="en").add_child(instance=story)
    story.save_revision(user=owner)
    return story


def test_a_story_is_found_by_its_author_topic_and_label(listed, newsroom):
    by_ada = {
        story.slug for story in newsroom.stories if newsroom.ada.pk in story.bylines.values_list("author", flat=True)
    }
    assert set(listed(author=newsroom.ada.pk)) == by_ada
    assert set(listed(topic=newsroom.water.pk)) == {s.slug for s in newsroom.stories if s.section == newsroom.harbour}
    Story.objects.filter(pk=newsroom.stories[0].pk).update(label="opinion")
    assert listed(label="opinion") == [newsroom.stories[0].slug]


def test_two_bylines_of_one_author_make_no_second_row(listed, newsroom):
    story = newsroom.stories[0]
    Byline.objects.create(story=story, author=newsroom.grace, role="photographs")
    assert listed(author=newsroom.grace.pk).count(story.slug) == 1


def test_statuses_narrow_the_list(listed, newsroom, editor):
    changed, later = newsroom.stories[0], newsroom.stories[1]
    changed.title = "Changed"
    changed.save_revision()
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision().publish()
    own, handed = draft(newsroom, editor, "Notes"), draft(newsroom, None, "Handed in")
    Workflow.objects.get().start(handed, editor)
    assert changed.slug in listed(status="changed")
    assert newsroom.stories[2].slug not in listed(status="changed")
    assert listed(status="scheduled") == [later.slug]
    assert set(listed(status="draft")) == {own.slug, handed.slug}
    assert listed(status="review") == [handed.slug]
    assert listed(whose="mine") == [own.slug]
    assert listed(whose="mine", status="live") == []
    assert own.slug not in listed(status="live")


def test_days_of_publication_narrow_the_list(listed, newsroom):
    old = newsroom.stories[3]
    Story.objects.filter(pk=old.pk).update(first_published_at="2020-05-04T12:00:00Z")
    asked = {"first_published_at_from": "2020-05-04", "first_published_at_to": "2020-05-04"}
    assert listed(**asked) == [old.slug]


def test_nonsense_in_a_filter_finds_nothing_and_breaks_nothing(client, editor):
    for query in (
        "author=x",
        "status=nonsense",
        "first_published_at_from=yesterday",
        "ordering=password",
        "p=nonsense",
    ):
        assert client.get(f"/desk/stories/?{query}").status_code == 200


@pytest.mark.postgres
def test_words_are_found_in_headlines_half_typed_and_in_texts_whole(listed, indexed):
    assert listed(q="herr") == ["herring-late"]
    assert listed(q="paper mill follows") == listed(q="papers’ mills followed") == ["mill-reopens"]
    assert listed(q="“paper mill”,") == ["mill-reopens"]
    assert listed(q="“mill paper”") == listed(q="zeppelin") == listed(q="!?") == []


def test_what_was_found_can_be_narrowed_and_sorted(listed, newsroom, indexed):
    both = listed(q="rest of the story", ordering="title")
    titles = sorted(newsroom.stories, key=lambda story: story.title)
    assert both == [story.slug for story in titles]
    assert listed(q="rest of the story", ordering="-title") == both[::-1]
    assert set(listed(q="rest of the story", section=newsroom.town.pk)) == {
        story.slug for story in newsroom.stories if story.section == newsroom.town
    }


def test_the_rows_say_who_wrote_changed_and_where_it_stands(client, editor, newsroom):
    story = newsroom.stories[0]
    story.save_revision(user=editor)
    FrontPage.objects.filter(locale__language_code="en").update(lead=story)
    page = client.get("/desk/stories/", {"ordering": "slug"}).content.decode()
    assert "Grace Lind" in page
    assert ">Lead</strong>" in page
    assert editor.get_full_name() in page


def test_a_writer_lists_stories_and_a_technician_none(client, member, newsroom):
    enter(client, member("Writer"))
    assert len(client.get("/desk/stories/").context["object_list"]) == 8
    enter(client, member("Technician"))
    assert client.get("/desk/stories/").status_code == 302


def test_the_list_is_carried_away_as_it_is_narrowed_and_no_cell_is_a_formula(client, editor, newsroom):
    Story.objects.filter(pk=newsroom.stories[0].pk).update(title='=HYPERLINK("http://evil.example")', draft_title="x")
    answer = client.get("/desk/stories/", {"export": "csv", "section": newsroom.harbour.pk, "ordering": "slug"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert len(rows) == 4
    evil = next(row for row in rows if "HYPERLINK" in row["Headline"])
    assert evil["Headline"].startswith("'=")
    assert evil["Bylines"] == "Grace Lind"
    assert evil["Words"].isdecimal()
    assert evil["Address"].startswith("http")


def test_a_full_page_of_rows_costs_as_many_queries_as_a_short_one(client, editor, newsroom):
    call_command("wagtail_update_index", verbosity=0)

    def cost(**asked) -> int:
        client.get("/desk/stories/", asked)
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/stories/", asked)
        return len(queries)

    few, found = cost(), cost(q="rest story")
    for number in range(24):
        building.story(
            f"more-{number}",
            title=f"More of the story {number}",
            section=newsroom.town,
            bylines=[(newsroom.ada, "words"), (newsroom.grace, "photographs")],
        )
    call_command("wagtail_update_index", verbosity=0)
    assert cost() == few
    assert cost(q="rest story") == found


def test_sqlite_counts_what_it_plans_by():
    let_sqlite_plan()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM sqlite_stat1")
            assert cursor.fetchone()[0] > 0


@pytest.mark.parametrize("ordering", ["title", "-title", "-first_published_at", "latest_revision_created_at"])
def test_every_page_holds_what_stands_there_in_the_whole_order(client, editor, newsroom, monkeypatch, ordering):
    draft(newsroom, editor)
    whole = [story.slug for story in client.get("/desk/stories/", {"ordering": ordering}).context["object_list"]]
    monkeypatch.setattr("freesheet.desk.stories.listing.StoryIndex.paginate_by", 2)
    pages = [client.get("/desk/stories/", {"ordering": ordering, "p": page}) for page in range(1, 6)]
    assert [story.slug for page in pages for story in page.context["object_list"]] == whole
    assert len(whole) == 9
