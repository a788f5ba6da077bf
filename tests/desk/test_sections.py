"""Editors by section: an editor where the section is theirs, a writer everywhere else."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from freesheet.demo import building
from freesheet.desk import roles
from freesheet.public.masthead.models import SectionEditor
from freesheet.public.newsfeed.models import Brief
from freesheet.public.stories.models import Archive, Story
from freesheet.public.stories.models.editor_reads import EditorReads
from freesheet.staff.models import User
from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def tess(newsroom, member) -> User:
    """Edits Town, and nothing else."""
    user = member("Section editor")
    SectionEditor.objects.create(user=user, section=newsroom.town)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def town(newsroom) -> Story:
    return next(story for story in newsroom.stories if story.section == newsroom.town)


@pytest.fixture
def harbour(newsroom) -> Story:
    return next(story for story in newsroom.stories if story.section == newsroom.harbour)


def draft(section, owner=None, title="A draft") -> Story:
    archive = Archive.objects.get(locale__language_code="en")
    story = archive.add_child(instance=Story(title=title, live=False, owner=owner, section=section))
    story.save_revision(user=owner)
    return story


def form_of(client, story, **changes) -> dict:
    """What the browser would send back of a story's form."""
    page = client.get(f"/desk/pages/{story.pk}/edit/")
    form = page.context["form"]
    sent = {name: form[name].value() for name in ("title", "slug", "standfirst", "label", "section")}
    bylines = list(story.bylines.all())
    sent |= {
        "bylines-TOTAL_FORMS": 1,
        "bylines-INITIAL_FORMS": len(bylines),
        "bylines-0-author": bylines[0].author_id if bylines else "",
        "bylines-0-role": "words",
        "bylines-0-id": bylines[0].pk if bylines else "",
        "bylines-0-ORDER": 1,
        "corrections-TOTAL_FORMS": 0,
        "corrections-INITIAL_FORMS": 0,
        "related_slots-TOTAL_FORMS": 0,
        "related_slots-INITIAL_FORMS": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "body-count": 0,
    }
    return {name: "" if value is None else value for name, value in sent.items()} | changes


def rights(user, story) -> tuple[bool, ...]:
    may = story.permissions_for_user(user)
    return may.can_edit(), may.can_publish(), may.can_unpublish(), may.can_lock(), may.can_delete()


def test_an_editor_at_home_and_a_stranger_elsewhere(tess, town, harbour):
    assert rights(tess, town) == (True, True, True, True, True)
    assert rights(tess, harbour) == (False, False, False, False, False)


def test_the_same_where_wagtail_knows_only_a_page(tess, town, harbour):
    assert rights(tess, Page.objects.get(pk=town.pk)) == (True, True, True, True, True)
    assert rights(tess, Page.objects.get(pk=harbour.pk)) == (False, False, False, False, False)


def test_a_section_counts_only_while_the_role_is_held(tess, town):
    tess.groups.set([Group.objects.get(name="Writer")])
    assert rights(User.objects.get(pk=tess.pk), town) == (False, False, False, False, False)


def test_the_front_page_is_not_theirs(tess, town):
    front = Page.objects.get(pk=town.get_ancestors().type(Archive).first().get_parent().pk)
    assert rights(tess, front)[:2] == (False, False)


def test_a_story_is_not_published_out_of_its_section_by_a_draft(tess, newsroom, harbour):
    """Its owner may edit it; with its draft in a section of theirs, they still do not publish it."""
    Story.objects.filter(pk=harbour.pk).update(owner=tess)
    story = Story.objects.get(pk=harbour.pk)
    story.section = newsroom.town
    story.save_revision()
    moved = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert moved.section == newsroom.town
    assert rights(tess, moved)[:2] == (True, False)


def test_publishing_in_ones_section(client, tess, newsroom):
    story = draft(newsroom.town)
    enter(client, tess)
    sent = form_of(client, story, **{"bylines-0-author": newsroom.ada.pk, "action-publish": "on"})
    client.post(f"/desk/pages/{story.pk}/edit/", sent)
    story.refresh_from_db()
    assert story.live


@pytest.mark.parametrize("action", ["action-publish", "action-workflow-action", None])
def test_no_story_of_others_leaves_the_section(client, tess, newsroom, town, action):
    enter(client, tess)
    sent = form_of(client, town, section=newsroom.harbour.pk, **({action: "approve"} if action else {}))
    answer = client.post(f"/desk/pages/{town.pk}/edit/", sent)
    assert "Your sections are: Town" in answer.content.decode()
    assert town.get_latest_revision_as_object().section == newsroom.town


def test_ones_own_draft_is_filed_elsewhere_but_not_published_there(client, tess, newsroom):
    story = draft(newsroom.town, owner=tess)
    enter(client, tess)
    sent = form_of(client, story, section=newsroom.harbour.pk, **{"bylines-0-author": newsroom.ada.pk})
    refused = client.post(f"/desk/pages/{story.pk}/edit/", {**sent, "action-publish": "on"})
    assert "Your sections are: Town" in refused.content.decode()
    client.post(f"/desk/pages/{story.pk}/edit/", sent)
    story.refresh_from_db()
    assert (story.section, story.live) == (newsroom.harbour, False)
    assert rights(tess, story)[:2] == (True, False)


def test_bulk_actions_pass_over_what_is_not_theirs(client, tess, town, harbour):
    enter(client, tess)
    client.post(f"/desk/bulk/wagtailcore/page/unpublish/?id={town.pk}&id={harbour.pk}", {})
    town.refresh_from_db()
    harbour.refresh_from_db()
    assert (town.live, harbour.live) == (False, True)


def test_they_approve_what_is_handed_in_for_their_section_only(tess, member, newsroom):
    writer = member("Writer")
    mine, not_mine = draft(newsroom.town, writer, "Mine"), draft(newsroom.harbour, writer, "Not mine")
    states = [story.get_workflow().start(story, writer) for story in (mine, not_mine)]
    task = states[0].current_task_state.task.specific
    assert "approve" in [name for name, *_ in task.get_actions(mine, tess)]
    assert task.get_actions(not_mine, tess) == []
    assert not task.locked_for_user(mine, tess)
    assert task.locked_for_user(not_mine, tess)
    waiting = task.get_task_states_user_can_moderate(tess)
    assert [state.workflow_state.content_object.title for state in waiting] == ["Mine"]
    assert task.get_task_states_user_can_moderate(writer).count() == 0
    assert task.get_task_states_user_can_moderate(member("Editor")).count() == 2


def test_lists_show_drafts_to_those_who_may_edit_them(client, tess, member, newsroom):
    writer = member("Writer")
    for section, owner, title in (
        (newsroom.town, None, "Town draft"),
        (newsroom.harbour, None, "Harbour draft"),
        (newsroom.harbour, writer, "Writer's draft"),
    ):
        draft(section, owner, title)

    def listed(user) -> set[str]:
        enter(client, user)
        rows = client.get("/desk/stories/").context["object_list"]
        return {story.title for story in rows if not story.live}

    assert listed(writer) == {"Writer's draft"}
    assert listed(tess) == {"Town draft"}
    assert listed(member("Editor")) == {"Town draft", "Harbour draft", "Writer's draft"}


def test_the_list_of_stories_asks_no_more_for_more_rows(client, tess, newsroom, django_assert_max_num_queries):
    enter(client, tess)
    client.get("/desk/stories/")

    def asked() -> int:
        with django_assert_max_num_queries(200) as seen:
            client.get("/desk/stories/")
        return len(seen.captured_queries)

    before = asked()
    for number in range(6):
        building.story(
            f"more-{number}", title="More", section=newsroom.town, bylines=[(newsroom.ada, "words")], at=None
        )
    assert asked() <= before


def test_briefs_by_section(client, tess, newsroom):
    locale = newsroom.town.locale
    ours = Brief.objects.create(lead="Ours", locale=locale, section=newsroom.town)
    theirs = Brief.objects.create(lead="Theirs", locale=locale, section=newsroom.harbour)
    enter(client, tess)
    assert client.get(f"/desk/news/edit/{ours.pk}/").status_code == 200
    assert client.get(f"/desk/news/edit/{theirs.pk}/").status_code == 302
    for brief in (ours, theirs):
        client.post(f"/desk/news/{brief.pk}/withdraw/")
        brief.refresh_from_db()
    assert ours.withdrawn_at
    assert not theirs.withdrawn_at
    for section in (newsroom.town.pk, newsroom.harbour.pk, ""):
        client.post("/desk/news/new/", {"lead": f"New {section}", "section": section, "locale": locale.pk})
    assert {brief.lead for brief in Brief.objects.filter(lead__startswith="New")} == {f"New {newsroom.town.pk}"}


def test_a_workflow_of_before_is_brought_up_to_date(newsroom):
    roles.lay_out()
    workflow = Workflow.objects.get(name=roles.WORKFLOW)
    old = GroupApprovalTask.objects.create(name=roles.TASK)
    WorkflowTask.objects.filter(workflow=workflow).update(task=old)
    roles.lay_out()
    assert isinstance(workflow.tasks.get().specific, EditorReads)
