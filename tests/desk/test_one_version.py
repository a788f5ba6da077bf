"""A form that has saved itself and is then saved by hand makes one version of what was typed in it, and not two."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision, Workflow
from wagtail.test.utils.form_data import querydict_from_html

from freesheet.demo import building
from freesheet.public.masthead.form.autosaving import SavesWhenItCan
from freesheet.public.masthead.models import Author
from freesheet.public.stories.models import Archive, Story
from freesheet.staff.models import User
from tests.desk.conftest import enter

BY_ITSELF = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def story(newsroom) -> Story:
    return building.story("ferry", title="The ferry", section=newsroom.town, bylines=[(newsroom.ada, "words")])


@pytest.fixture
def address(story) -> str:
    return f"/desk/pages/{story.pk}/edit/"


@pytest.fixture
def form(desk, address):
    """The form as it was opened, for further changes."""
    fields = querydict_from_html(desk.get(address).content.decode(), form_id="page-edit-form")
    fields.update({"body-count": 0})

    def changed(**changes):
        fields.update(changes)
        return fields

    return changed


def saved_by_itself(desk, address, fields) -> int:
    answer = desk.post(address, fields, **BY_ITSELF).json()
    assert answer["success"], answer
    return answer["revision_id"]


def headlines(story) -> list[str]:
    """Of its versions, oldest first."""
    return [version.content["title"] for version in story.revisions.order_by("pk")]


@pytest.mark.postgres
@pytest.mark.parametrize("button", ["", "action-publish", "action-submit"])
def test_whichever_button_follows(desk, address, story, form, button):
    before = headlines(story)
    by_itself = saved_by_itself(desk, address, form(title="The night ferry"))

    pressed = {button: "yes"} if button else {}
    desk.post(
        address, form(title="The night ferry sinks", autosaved_revision_id=by_itself, note_answer="none", **pressed)
    )
    story.refresh_from_db()
    assert headlines(story) == [*before, "The night ferry sinks"]
    assert story.title == ("The night ferry sinks" if button == "action-publish" else "The ferry")
    assert bool(story.current_workflow_state) is (button == "action-submit")


def test_a_new_story_that_saved_itself_and_is_published(desk, root, newsroom):
    Author.objects.filter(pk=newsroom.ada.pk).update(email=root.email)
    address = f"/desk/pages/add/stories/story/{Archive.objects.first().pk}/"
    fields = querydict_from_html(desk.get(address).content.decode(), form_id="page-edit-form")
    fields.update({"title": "Fog", "section": newsroom.town.pk, "body-count": 0})
    begun = desk.post(address, fields, **BY_ITSELF).json()

    fields.update({"autosaved_revision_id": begun["revision_id"], "action-publish": "yes"} | begun["field_updates"])
    desk.post(f"/desk/pages/{begun['pk']}/edit/", fields)
    story = Story.objects.get(pk=begun["pk"])
    assert story.live
    assert headlines(story) == ["Fog"]


def test_a_form_that_comes_back_with_a_question_still_knows(desk, address, story, form):
    before = headlines(story)
    by_itself = saved_by_itself(desk, address, form(title="The night ferry"))
    pressed = form(title="The night ferry sinks", autosaved_revision_id=by_itself, **{"action-publish": "yes"})
    question = querydict_from_html(desk.post(address, pressed).content.decode(), form_id="page-edit-form")
    assert headlines(story) == [*before, "The night ferry"]

    question.update({"body-count": 0, "note_answer": "none", "action-publish": "yes"})
    desk.post(address, question)
    story.refresh_from_db()
    assert story.title == "The night ferry sinks"
    assert headlines(story) == [*before, "The night ferry sinks"]


def test_what_somebody_else_saved_since_is_kept(desk, address, story, form, member):
    by_itself = saved_by_itself(desk, address, form(title="Mine"))
    colleague = Client()
    enter(colleague, member("Editor"))
    theirs = querydict_from_html(colleague.get(address).content.decode(), form_id="page-edit-form")
    theirs.update({"body-count": 0, "title": "Theirs"})
    colleague.post(address, theirs)

    handed_in = form(title="Mine, longer", autosaved_revision_id=by_itself)
    page = desk.post(address, handed_in).content.decode()
    assert "saved a newer version" in page
    assert f"/revisions/compare/{by_itself}...{story.revisions.latest('pk').pk}/" in page
    handed_in["over_newer"] = "yes"
    desk.post(address, handed_in)
    assert headlines(story)[-3:] == ["Mine", "Theirs", "Mine, longer"]


def test_what_was_saved_over_the_version_a_form_began_with_is_not_compared_with_itself(desk, address, form, member):
    by_itself = saved_by_itself(desk, address, form(title="Mine"))
    colleague = Client()
    enter(colleague, member("Editor"))
    theirs = querydict_from_html(colleague.get(address).content.decode(), form_id="page-edit-form")
    theirs.update({"body-count": 0, "title": "Theirs"})
    desk.post(address, form(title="Mine, longer", autosaved_revision_id=by_itself))

    page = colleague.post(address, theirs).content.decode()
    assert "saved a newer version" in page
    assert f"compare/{by_itself}...{by_itself}" not in page


def published(version, user):
    version.publish()


def planned(version, user):
    Revision.objects.filter(pk=version.pk).update(approved_go_live_at=timezone.now() + timedelta(days=1))


def handed_in(version, user):
    Workflow.objects.get().start(version.as_object(), user)


def another_s(version, user):
    Revision.objects.filter(pk=version.pk).update(user=User.objects.create_user("other@example.org"))


@pytest.mark.parametrize("happened", [published, handed_in, another_s])
def test_a_version_that_somebody_needs_stays_as_it_is(desk, address, story, form, root, happened):
    by_itself = saved_by_itself(desk, address, form(title="The night ferry"))
    happened(story.revisions.get(pk=by_itself), root)

    desk.post(address, form(title="Next", autosaved_revision_id=by_itself, over_newer="yes"))
    assert headlines(story)[-2:] == ["The night ferry", "Next"]


@pytest.mark.parametrize("happened", [published, handed_in])
def test_neither_does_the_next_autosave_go_over_it(desk, address, story, form, root, happened):
    by_itself = saved_by_itself(desk, address, form(title="The night ferry"))
    happened(story.revisions.get(pk=by_itself), root)

    number = saved_by_itself(desk, address, form(title="Next", overwrite_revision_id=by_itself))
    assert saved_by_itself(desk, address, form(title="The one after", overwrite_revision_id=number)) == number
    assert headlines(story)[-2:] == ["The night ferry", "The one after"]


def test_nor_is_one_that_was_planned_while_the_form_was_on_its_way(story, root, rf):
    """Before that the form would be refused: a planned story is locked."""
    view = SavesWhenItCan()
    version = story.save_revision(user=root)
    view.request = rf.post("/", {"autosaved_revision_id": version.pk})
    view.request.user = root
    assert view.version_to_save_over(story) == version
    planned(version, root)
    assert view.version_to_save_over(story) is None


@pytest.mark.parametrize("button", ["", "action-publish"])
@pytest.mark.parametrize("number", ["", "x", "0", "-1", "None", "9" * 40])
def test_nonsense_makes_a_new_version(desk, address, story, form, number, button):
    before = headlines(story)
    pressed = {button: "yes"} if button else {}
    desk.post(address, form(title="The night ferry", autosaved_revision_id=number, note_answer="none", **pressed))
    assert headlines(story) == [*before, "The night ferry"]


def test_without_any_version_nothing_is_saved_over(desk, address, story, form):
    Story.objects.filter(pk=story.pk).update(latest_revision=None, has_unpublished_changes=False)
    desk.post(address, form(title="The night ferry", autosaved_revision_id="None"))
    assert headlines(story)[-1] == "The night ferry"
