"""What spares an editor clicks: a form that begins where one writes, who writes known, and publishing in sight."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from freesheet.public.front.models import FrontPage, InfoPage
from freesheet.public.masthead.models import SectionEditor
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Archive, Story
from tests.desk.conftest import enter
from tests.desk.test_story_form import begun, sent
from tests.pictures.conftest import quarters, saved

pytestmark = pytest.mark.django_db


def form(client, page=None):
    path = f"/desk/pages/{page.pk}/edit/" if page else f"/desk/pages/add/stories/story/{Archive.objects.first().pk}/"
    return BeautifulSoup(client.get(path).content, "html.parser")


def in_sight(soup):
    """Names of the buttons at the foot that no arrow hides; "" is to save a draft."""
    foot = soup.select_one("nav.actions .w-dropdown-button") or soup.select_one("nav.actions")
    return [
        one.get("name") or one.get("data-workflow-action-name") or ""
        for one in foot.find_all("button", recursive=False)
    ]


def test_a_new_story_has_room_to_write_and_the_name_of_who_writes(client, member, newsroom):
    user = member("Writer")
    user.first_name, user.last_name = "Ada", "Brook"
    user.save()
    enter(client, user)
    soup = form(client)
    assert soup.select_one("input[name=bylines-0-author]")["value"] == str(newsroom.ada.pk)
    assert soup.select_one("textarea[name=title]").has_attr("autofocus")


def test_a_section_editor_writes_in_their_section(client, member, newsroom):
    user = member("Section editor")
    SectionEditor.objects.create(user=user, section=newsroom.harbour)
    enter(client, user)
    chosen = form(client).select_one("select[name=section] option[selected]")
    assert chosen.text == "Harbour"


def test_who_is_no_author_signs_nothing(desk, newsroom):
    assert not form(desk).select_one("input[name=bylines-0-author]").get("value")


def test_a_text_in_which_nothing_was_written_is_not_kept(desk, newsroom):
    texts = {
        "body-count": 2,
        "body-0-type": "paragraph",
        "body-0-value": "null",
        "body-0-order": 0,
        "body-0-deleted": "",
    }
    texts |= {"body-1-type": "heading", "body-1-value": "Rain", "body-1-order": 1, "body-1-deleted": ""}
    _, number = begun(desk, newsroom, title="Rain", **texts)
    draft = Story.objects.get(pk=number).get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["heading"]


def test_an_error_stands_at_its_block_though_an_empty_text_stands_before_it(desk, newsroom):
    bare = Picture.objects.create(title="Bare", file=ImageFile(io.BytesIO(saved(quarters())), name="bare.jpg"))
    body = streamfield([("paragraph", "null"), ("picture", {"picture": bare.pk, "caption": "", "size": "text"})])
    reply = sent(desk, newsroom.stories[0], nested_form_data({"body": body}), "action-publish")
    wrong = reply.context["form"].errors["body"].as_data()[0]
    assert set(wrong.block_errors) == {1}


def test_a_headline_is_one_line(desk, newsroom):
    _, number = begun(desk, newsroom, title="Rain,\r\nand hail")
    assert Story.objects.get(pk=number).draft_title == "Rain, and hail"


def test_publishing_is_in_sight_and_enter_in_a_field_saves_a_draft(desk, newsroom):
    assert in_sight(form(desk)) == ["", "action-publish"]
    assert in_sight(form(desk, newsroom.stories[0])) == ["", "action-publish"]


def test_a_writer_sees_the_way_to_the_editors_and_an_editor_the_way_to_readers(client, member, newsroom):
    enter(client, member("Writer"))
    signed = {"bylines-0-author": newsroom.ada.pk, "bylines-0-role": "words"}
    _, number = begun(client, newsroom, title="Rain", **signed)
    story = Story.objects.get(pk=number)
    assert in_sight(form(client, story)) == ["", "action-submit"]

    sent(client, story, {}, "action-submit")
    enter(client, member("Editor"))
    assert in_sight(form(client, story)) == ["", "approve"]


def test_no_form_of_ours_helps_in_general_words(desk, newsroom):
    """Wagtail's help is about any page of any site; ours says what becomes of it in a newspaper."""
    general = {str(field.help_text) for field in Page._meta.get_fields() if getattr(field, "help_text", "")}
    front = FrontPage.objects.first()
    info = front.add_child(instance=InfoPage(title="Contact", slug="contact", kind="contact", locale=front.locale))
    assert general
    for page in (newsroom.stories[0], front, info):
        shown = form(desk, page).select_one("main").text
        assert [help_text for help_text in general if help_text in shown] == [], page


def test_after_publishing_the_stories_are_listed(desk, newsroom):
    """Wagtail would lead to the archive's own list, which knows no bylines and warns that it has no site."""
    reply = sent(desk, newsroom.stories[0], {"action-publish": "updated"})
    assert reply.redirect_chain[-1] == ("/desk/stories/", 302)
    assert "has been published" in reply.content.decode()
