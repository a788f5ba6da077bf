"""The desk's form asks for blocks of what was pasted: nothing is stored, and refusals say why."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Story
from tests.desk.conftest import enter
from tests.stories.docx import docx, paragraph, picture
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


# A Word file


def png(colour):
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "PNG")
    return file.getvalue()


def send(client, data, name="lock.docx", **sent):
    file = SimpleUploadedFile(name, data)
    return client.post(
        "/desk/stories/pasted/word/", {"model": "stories.story", "field": "body", "document": file, **sent}
    )


def with_pictures(**files):
    body = [paragraph("Words"), *(paragraph(picture(f"{name}.png", name)) for name in files)]
    return docx(*body, pictures={f"{name}.png": data for name, data in files.items()})


def test_the_pictures_of_a_word_file_go_into_the_library_once(desk):
    answer = send(desk, with_pictures(Boats=png("navy"), Tiny=b"no picture")).json()
    made = Picture.objects.get(description="Boats")
    assert [block["type"] for block in answer["blocks"]] == ["paragraph", "picture"]
    assert answer["blocks"][1]["value"]["picture"]["id"] == made.pk
    assert (made.title, made.uploaded_by_user.email) == ("lock 1", "root@example.org")
    assert answer["pictures"] == 1
    assert answer["notes"][0].startswith("1 picture that we cannot take: Tiny: This is no picture we can show.")

    again = send(desk, with_pictures(Boats=png("navy")), name="other.docx").json()
    assert again["blocks"][1]["value"]["picture"]["id"] == made.pk
    assert Picture.objects.filter(description="Boats").count() == 1


def test_who_may_not_add_pictures_gets_the_words(client, member):
    enter(client, member("Membership"))
    count = Picture.objects.count()
    answer = send(client, with_pictures(Boats=png("navy"))).json()
    assert [block["type"] for block in answer["blocks"]] == ["paragraph"]
    assert answer["notes"] == ["1 picture that we cannot take: you may not add pictures"]
    assert Picture.objects.count() == count


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("old.doc", "save it as .docx"),
        ("a.odt", "save it as .docx"),
        ("a.PDF", "A PDF holds pages"),
        ("a.exe", "We can make blocks of Word documents"),
    ],
)
def test_other_files_are_refused_with_what_to_do(desk, name, words):
    sent = {"model": "stories.story", "field": "body", "name": name}
    answer = desk.post("/desk/stories/pasted/word/", sent)
    assert answer.status_code == 415
    assert words in answer.json()["words"]


def test_a_broken_word_file_is_refused_in_words(desk):
    answer = send(desk, b"PK broken")
    assert answer.status_code == 400
    assert "broken" in answer.json()["words"]


def test_a_field_that_holds_no_pictures_takes_none_into_the_library(desk):
    count = Picture.objects.count()
    answer = send(desk, with_pictures(Boats=png("navy")), model="masthead.imprint", field="navigation")
    assert answer.json()["blocks"] == []
    assert Picture.objects.count() == count
