"""A story's form: a draft may lack what publishing asks for, and the form says what that is."""

import io

import pytest
from django.core.files.images import ImageFile
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from freesheet.demo import building
from freesheet.public.front.models import FrontPage
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.models import Archive, Story
from tests.pictures.conftest import quarters, saved

NO_ALT = "It has no alternative text"


@pytest.fixture
def bare(newsroom) -> Picture:
    return Picture.objects.create(title="Harbour", file=ImageFile(io.BytesIO(saved(quarters())), name="harbour.jpg"))


@pytest.fixture
def story(newsroom, bare) -> Story:
    return building.story("harbour", title="Harbour", section=newsroom.town, bylines=[(newsroom.ada, "words")])


def sent(desk, story, changed, *action):
    address = f"/desk/pages/{story.pk}/edit/"
    form = querydict_from_html(desk.get(address).content.decode(), form_id="page-edit-form")
    form.update({"body-count": 0, **changed})
    for name in action:
        form[name] = name
    return desk.post(address, form, follow=True)


def test_a_picture_without_words_is_kept_in_a_draft_and_refused_in_publishing(desk, story, bare):
    lead = {"lead_picture": bare.pk}
    reply = sent(desk, story, lead, "action-publish")
    assert NO_ALT in reply.content.decode()
    assert Story.objects.get(pk=story.pk).lead_picture is None

    assert NO_ALT not in sent(desk, story, lead).content.decode()
    assert Story.objects.get(pk=story.pk).get_latest_revision_as_object().lead_picture == bare

    bare.description = "Boats in a harbour"
    bare.save()
    sent(desk, story, lead, "action-publish")
    assert Story.objects.get(pk=story.pk).lead_picture == bare


def test_pictures_in_the_text_are_asked_for_the_same(desk, story, bare):
    form = {
        **nested_form_data({"body": streamfield([("picture", {"picture": bare.pk, "caption": "", "size": "text"})])}),
        "body-count": 1,
    }
    assert NO_ALT in sent(desk, story, form, "action-publish").content.decode()
    assert not Story.objects.get(pk=story.pk).body
    assert NO_ALT not in sent(desk, story, form).content.decode()
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert draft.body[0].value["picture"] == bare


@pytest.mark.parametrize("slug", ["-harbour", "_harbour"])
def test_a_slug_that_could_not_be_an_address_is_refused(desk, story, slug):
    reply = sent(desk, story, {"slug": slug}, "action-publish")
    assert "Begin with a letter or a digit" in reply.content.decode()
    assert Story.objects.get(pk=story.pk).slug == "harbour"


def test_nobody_takes_the_front_page_or_the_archive_away(desk, newsroom):
    for page in (FrontPage.objects.first(), Archive.objects.first()):
        for action in ("unpublish", "delete", "move"):
            reply = desk.get(f"/desk/pages/{page.pk}/{action}/")
            assert reply.status_code == 302
            assert reply["location"].endswith("/desk/")
        assert type(page).objects.get(pk=page.pk).live


def begun(desk, newsroom, **typed):
    """A new story as the form saves it by itself; the answer, and the story's number if it was kept."""
    address = f"/desk/pages/add/stories/story/{Archive.objects.first().pk}/"
    form = querydict_from_html(desk.get(address).content.decode(), form_id="page-edit-form")
    form.update({"section": newsroom.town.pk, "body-count": 0, **typed})
    answer = desk.post(address, form, headers={"Accept": "application/json"})
    return answer, answer.json().get("pk")


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("\U0001f5f3\ufe0f\U0001f525", "ballot-box-fire"),
        ("—", "story"),
        ("مدينة", "mdynh"),
        ("Міст закрито", "mist-zakrito"),
        ("Cher\u00adni\u00adhiv", "chernihiv"),
    ],
)
def test_any_headline_makes_an_address(desk, newsroom, headline, slug):
    answer, number = begun(desk, newsroom, title=headline, slug="")
    assert answer.status_code == 200, answer.content
    assert Story.objects.get(pk=number).slug == slug
    answer, number = begun(desk, newsroom, title=headline, slug="")
    assert Story.objects.get(pk=number).slug == f"{slug}-2"


@pytest.mark.parametrize("headline", ["", "   ", "\u200b\u00ad", " \u2060\ufeff ", "\x01"])
def test_a_headline_that_nobody_sees_is_none(desk, newsroom, headline):
    before = Story.objects.count()
    answer, _ = begun(desk, newsroom, title=headline, slug="")
    assert answer.json()["error_message"] == "Not saved yet, please see to: Headline"
    assert Story.objects.count() == before


def test_a_headline_that_another_story_has_is_kept_and_a_slug_that_somebody_chose_is_refused(desk, newsroom):
    first = begun(desk, newsroom, title="Weather", slug="weather")[1]
    second = begun(desk, newsroom, title="Weather", slug="weather")[1]
    assert [Story.objects.get(pk=pk).slug for pk in (first, second)] == ["weather", "weather-2"]
    again = sent(desk, Story.objects.get(pk=second), {"title": "Weather", "slug": "weather", "standfirst": "Rain."})
    assert again.status_code == 200
    draft = Story.objects.get(pk=second).get_latest_revision_as_object()
    assert (draft.slug, draft.standfirst) == ("weather-2", "Rain.")

    answer, number = begun(desk, newsroom, title="Storm", slug="weather")
    assert (answer.json()["success"], number) == (False, None)
    assert "Slug" in answer.json()["error_message"]


def test_an_address_that_readers_have_is_not_changed_by_another_headline(desk, story, newsroom):
    building.story("twin", title="Harbour", section=newsroom.town, bylines=[(newsroom.ada, "words")])
    sent(desk, story, {"slug": "twin"}, "action-publish")
    assert Story.objects.get(pk=story.pk).slug == "harbour"


def test_a_line_that_was_turned_by_hand_opens_again(desk, newsroom):
    """Wagtail's editor of rich text falls over a line's end that does not close itself."""
    body = [("paragraph", "<p>First,<br/>then <b>second</b>.</p>")]
    story = building.story("lines", title="Lines", section=newsroom.town, bylines=[(newsroom.ada, "words")], body=body)
    form = desk.get(f"/desk/pages/{story.pk}/edit/")
    assert form.status_code == 200
    assert "then second." in form.content.decode()
