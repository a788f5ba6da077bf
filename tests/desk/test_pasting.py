"""The desk's form asks for blocks of what was pasted: nothing is stored, and refusals say why."""

import json

import pytest

from freesheet.stories.models import Story
from tests.stories.test_pasting import CLIPS

pytestmark = pytest.mark.django_db
REFUSED = (413, {"words": "This is too long to paste at once. Paste it in parts."})


def ask(client, **sent):
    return client.post("/desk/stories/pasted/", {"model": "stories.story", "field": "body", **sent})


def test_the_desk_gets_what_its_form_takes(desk):
    answer = ask(desk, html=(CLIPS / "word_story.html").read_text()).json()
    assert [block["type"] for block in answer["blocks"]][:3] == ["heading", "paragraph", "heading"]
    assert json.loads(answer["blocks"][1]["value"])["blocks"][0]["text"].startswith("Water rose by two metres")
    assert answer["said"] == "8 blocks pasted."
    assert "1 footnote: Measured at noon." in answer["notes"]
    assert answer["headline"] == ""
    assert not Story.objects.filter(title__contains="lock gives way").exists()


def test_a_title_is_the_headline_where_there_is_none(desk):
    answer = ask(desk, html=(CLIPS / "word_story.html").read_text(), untitled="").json()
    assert answer["headline"] == "The lock gives way"
    assert answer["blocks"][0]["type"] == "paragraph"


@pytest.mark.parametrize("sent", [
    {"model": "stories.story", "field": "title"}, {"model": "stories.nothing"}, {"model": "nonsense"}, {"field": "x"},
])  # fmt: skip
def test_only_fields_of_blocks_are_asked_for(desk, sent):
    assert ask(desk, text="a", **sent).status_code == 400


def test_what_is_too_long_is_refused_in_words(desk):
    for sent in ({"html": "<p>" * 70_000}, {"text": "x" * 2_000_001}):
        answer = ask(desk, **sent)
        assert (answer.status_code, answer.json()) == (
            413,
            {"words": "This is too long to paste at once. Paste it in parts."},
        )
