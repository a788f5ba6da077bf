"""A form that has saved itself and is then saved by hand makes one version of what was typed in it, and not two."""

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from freesheet.demo import building
from freesheet.stories.models import Story
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


@pytest.mark.parametrize("button", ["", "action-publish", "action-submit"])
def test_whichever_button_follows(desk, address, story, form, button):
    before = headlines(story)
    own = saved_by_itself(desk, address, form(title="The night ferry"))

    pressed = {button: "yes"} if button else {}
    answer = desk.post(
        address, form(title="The night ferry sinks", autosaved_revision_id=own, note_answer="none", **pressed)
    )
    assert answer.status_code == 302
    assert headlines(story) == [*before, "The night ferry sinks"]


def test_what_somebody_else_saved_since_is_kept(desk, address, story, form, member):
    own = saved_by_itself(desk, address, form(title="Mine"))
    colleague = Client()
    enter(colleague, member("Editor"))
    theirs = querydict_from_html(colleague.get(address).content.decode(), form_id="page-edit-form")
    theirs.update({"body-count": 0, "title": "Theirs"})
    colleague.post(address, theirs)

    handed_in = form(title="Mine, longer", autosaved_revision_id=own)
    assert "saved a newer version" in desk.post(address, handed_in).content.decode()
    handed_in["over_newer"] = "yes"
    desk.post(address, handed_in)
    assert headlines(story)[-3:] == ["Mine", "Theirs", "Mine, longer"]


def test_a_version_that_readers_see_stays_as_it_is(desk, address, story, form):
    own = saved_by_itself(desk, address, form(title="As published from the list"))
    story.refresh_from_db()
    story.get_latest_revision().publish()

    desk.post(address, form(title="Next", autosaved_revision_id=own))
    assert headlines(story)[-2:] == ["As published from the list", "Next"]


@pytest.mark.parametrize("button", ["", "action-publish"])
@pytest.mark.parametrize("number", ["", "x", "0", "-1", "9" * 40])
def test_nonsense_makes_a_new_version(desk, address, story, form, number, button):
    before = headlines(story)
    pressed = {button: "yes"} if button else {}
    desk.post(address, form(title="The night ferry", autosaved_revision_id=number, note_answer="none", **pressed))
    assert headlines(story) == [*before, "The night ferry"]
