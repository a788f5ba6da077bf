"""Approving without the form: only what the form would neither refuse nor ask about."""

import pytest
from django.utils import timezone

from freesheet.public.stories.models import Archive, Byline, Story
from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db
SCRIPTED = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture
def story(newsroom) -> Story:
    return newsroom.stories[0]


@pytest.fixture
def editor(client, member):
    user = member("Editor")
    enter(client, user)
    return user


def handed_in(story, by) -> str:
    """Where Wagtail's own lists and links approve it."""
    state = story.get_workflow().start(story, by)
    return f"/desk/pages/workflow/action/{story.pk}/approve/{state.current_task_state.pk}/"


def other_words(story, **told) -> Story:
    story.title = "Other words altogether"
    for name, value in told.items():
        setattr(story, name, value)
    story.save_revision()
    return story


def test_other_words_are_asked_about_in_the_form(client, editor, member, story):
    url = handed_in(other_words(story), member("Writer"))

    answer = client.post(url, {"comment": ""}, follow=True)

    assert answer.redirect_chain[-1][0] == f"/desk/pages/{story.pk}/edit/"
    assert "Not approved yet. Readers have seen other words" in answer.content.decode()
    assert Story.objects.get(pk=story.pk).title != "Other words altogether"


def test_a_dialog_is_led_there_too(client, editor, member, story):
    url = handed_in(other_words(story), member("Writer"))
    answer = client.post(url, {"comment": "Good"}, headers=SCRIPTED)
    assert answer.json() == {"step": "success", "redirect": f"/desk/pages/{story.pk}/edit/"}
    assert Story.objects.get(pk=story.pk).workflow_in_progress


def test_what_readers_are_told_of_goes_out(client, editor, member, story):
    client.post(handed_in(other_words(story, updated_at=timezone.now()), member("Writer")), {"comment": ""})
    assert Story.objects.get(pk=story.pk).title == "Other words altogether"


@pytest.mark.parametrize("bylines", [0, 1])
def test_a_new_story_goes_out_if_it_lacks_nothing(client, editor, member, newsroom, bylines):
    names = [Byline(author=newsroom.ada)] * bylines
    story = Story(title="New", live=False, section=newsroom.town, bylines=names)
    Archive.objects.get(locale__language_code="en").add_child(instance=story)
    story.save_revision()
    answer = client.post(handed_in(story, member("Writer")), {"comment": ""}, follow=True)
    assert Story.objects.get(pk=story.pk).live is bool(bylines)
    assert ("Bylines: nobody is named." in answer.content.decode()) is not bool(bylines)


def test_changes_are_asked_for_without_any_question(client, editor, member, story):
    url = handed_in(other_words(story), member("Writer")).replace("approve", "reject")
    client.post(url, {"comment": "Shorter"})
    assert not Story.objects.get(pk=story.pk).workflow_in_progress
