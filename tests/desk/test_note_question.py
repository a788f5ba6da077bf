"""Does this need a note? What an editor is asked before other words of a published story go out."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html

from freesheet.public.stories.models import Story

QUESTION = "Does this need a note?"
OTHER = {"title": "The night ferry sinks"}


@pytest.fixture
def story(newsroom) -> Story:
    return newsroom.stories[0]


def sent(desk, story, changed, action="action-publish", answer=None, **options):
    address = f"/desk/pages/{story.pk}/edit/"
    form = querydict_from_html(desk.get(address).content.decode(), form_id="page-edit-form")
    raw = [{"type": "paragraph", "value": "<p>The night ferry returns.</p>"}]
    form.update({"body-count": 1, "body-0-deleted": "", "body-0-order": 0, "body-0-type": "paragraph", "body-0-id": ""})
    form.update({"body-0-value": json.dumps(contentstate(raw[0]["value"])), **changed})
    if action:
        form[action] = answer or action
    return desk.post(address, form, follow=True, **options)


def contentstate(html):
    text = html.removeprefix("<p>").removesuffix("</p>")
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return {"blocks": [block], "entityMap": {}}


def headline(story):
    return Story.objects.get(pk=story.pk).title


def test_other_words_are_asked_about_and_shown(desk, story):
    page = sent(desk, story, OTHER).content.decode()

    assert QUESTION in page
    assert "Readers have seen other words." in page
    assert "due to validation errors" not in page
    assert "<del>returns</del>" in page
    assert "<ins>sinks</ins>" in page
    assert headline(story) == "The night ferry returns"


def test_what_is_wrong_is_told_beside_the_question(desk, story):
    page = sent(desk, story, {**OTHER, "section": ""}).content.decode()

    assert QUESTION in page
    assert "due to validation errors" in page
    assert headline(story) == "The night ferry returns"


def test_no_note_is_an_answer_and_is_logged_with_who_gave_it(desk, story, root):
    sent(desk, story, OTHER, answer="none")

    assert headline(story) == "The night ferry sinks"
    entry = PageLogEntry.objects.get(action="stories.no_note")
    assert entry.user == root
    assert "returns → sinks" in entry.message


def test_updated_is_an_answer_and_stamps_the_story(desk, story):
    sent(desk, story, OTHER, answer="updated")

    story.refresh_from_db()
    assert story.title == "The night ferry sinks"
    assert timezone.now() - story.updated_at < timedelta(minutes=1)
    assert not PageLogEntry.objects.filter(action="stories.no_note").exists()


def test_a_note_needs_no_question(desk, story):
    note = nested_form_data(
        {"corrections": inline_formset([{"kind": "correction", "text": "It sank.", "stated_at": "2026-03-05 14:00"}])}
    )
    sent(desk, story, {**OTHER, **note})
    assert headline(story) == "The night ferry sinks"


def test_a_reading_editor_answers_by_approving(desk, story, root):
    Story.objects.get(pk=story.pk).get_workflow().start(story, root)
    comment = json.dumps({"comment": "Well found."})
    approval = {**OTHER, "workflow-action-name": "approve", "workflow-action-extra-data": comment}

    page = BeautifulSoup(sent(desk, story, approval, "action-workflow-action").content, "html.parser")
    assert page.select_one(".note-question ins").text == "sinks"
    assert page.select_one("[name=note_answer][value=updated]")["data-workflow-action-name"] == "approve"
    assert page.select_one("[name=workflow-action-extra-data]")["value"] == comment

    sent(desk, story, {**approval, "note_answer": "updated"}, "action-workflow-action")
    story.refresh_from_db()
    assert story.title == "The night ferry sinks"
    assert timezone.now() - story.updated_at < timedelta(minutes=1)


def test_a_writer_who_hands_in_is_not_asked(desk, story):
    forged = {**OTHER, "workflow-action-name": "approve", "note_answer": "none"}

    assert QUESTION not in sent(desk, story, forged, "action-submit").content.decode()
    assert not PageLogEntry.objects.filter(action="stories.no_note").exists()


def test_who_may_not_save_is_told_that_and_not_asked(desk, story, member):
    form_as_opened = {**OTHER}
    Story.objects.filter(pk=story.pk).update(locked=True, locked_by=member("Editor"), locked_at=timezone.now())

    page = sent(desk, story, form_as_opened).content.decode()
    assert "locked" in page
    assert "Readers have seen other words." not in page


def test_enter_in_a_field_publishes_nothing(desk, story):
    """It presses the first button of its form (HTML, implicit submission)."""
    form = BeautifulSoup(sent(desk, story, OTHER).content, "html.parser").find(id="page-edit-form")
    assert not form.find("button", type="submit").get("name")


def test_drafts_are_saved_without_a_question(desk, story):
    assert QUESTION not in sent(desk, story, OTHER, "").content.decode()
    saved = sent(desk, story, OTHER, "", headers={"Accept": "application/json"})
    assert saved.json()["success"]
    assert headline(story) == "The night ferry returns"


def test_what_is_scheduled_is_asked_about_when_it_is_scheduled(desk, story):
    later = {**OTHER, "go_live_at": f"{timezone.now() + timedelta(days=1):%Y-%m-%d %H:%M}"}

    assert QUESTION in sent(desk, story, later).content.decode()
    sent(desk, story, later, answer="none")
    assert story.revisions.exclude(approved_go_live_at=None).exists()


def test_what_nobody_has_read_yet_is_not_asked_about(desk, story):
    story.unpublish()

    assert QUESTION not in sent(desk, story, OTHER).content.decode()
    assert headline(story) == "The night ferry sinks"
