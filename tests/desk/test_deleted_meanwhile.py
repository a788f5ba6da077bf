"""What a draft names is deleted: every version opens without it, and the form says what is gone."""

import io
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.models import Revision, RevisionMixin
from wagtail.test.utils.form_data import querydict_from_html

from freesheet.demo import building
from freesheet.doors.press.rendering.render import render
from freesheet.public.front.models import FrontPage, Pick
from freesheet.public.masthead.form.dangling import WithoutDangling
from freesheet.public.masthead.models import Author, Section, Topic
from freesheet.public.pictures.models import Picture
from freesheet.public.stories.actions.scheduled import late, publish_scheduled
from freesheet.public.stories.models import Byline, Correction, RelatedSlot, Story
from freesheet.work import loop
from tests.pictures.conftest import quarters, saved


@pytest.fixture
def story(newsroom) -> Story:
    return building.story("harbour", title="Harbour", section=newsroom.town, bylines=[(newsroom.ada, "words")])


def row(model, draft):
    return model.objects.create(name="Passing Guest", slug="passing", locale=draft.locale)


def picture():
    file = ImageFile(io.BytesIO(saved(quarters())), name="quay.jpg")
    return Picture.objects.create(title="Quay", description="A quay", file=file)


def another(draft):
    author = draft.bylines.first().author
    return building.story("other", title="Other", section=draft.section, bylines=[(author, "words")])


def by_author(draft):
    draft.bylines.add(Byline(author=row(Author, draft)))
    return draft.bylines.last().author


def by_author_alone(draft):
    draft.bylines.set([Byline(author=row(Author, draft))])
    return draft.bylines.last().author


def signer(draft):
    signed = Correction(kind=Correction.Kind.CORRECTION, text="It was Tuesday.", signed_by=row(Author, draft))
    draft.corrections.add(signed)
    return signed.signed_by


def section(draft):
    draft.section = row(Section, draft)
    return draft.section


def topic(draft):
    draft.topics.add(passing := row(Topic, draft))
    return passing


def lead(draft):
    draft.lead_picture = picture()
    return draft.lead_picture


def in_text(draft):
    draft.body = [("picture", {"picture": picture(), "caption": "", "size": "text"})]
    return draft.body[0].value["picture"]


def gallery(draft):
    draft.body = [("gallery", {"pictures": [picture(), picture()], "caption": ""})]
    return draft.body[0].value["pictures"][1]


def related(draft):
    draft.related_slots.add(RelatedSlot(target=another(draft)))
    return draft.related_slots.first().target


def card(draft):
    draft.body = [("related", {"story": another(draft)})]
    return draft.body[0].value["story"]


def link(draft):
    told = another(draft)
    draft.body = [("paragraph", f'<p>See <a linktype="page" id="{told.pk}">that</a>.</p>')]
    return told


NAMING = [by_author, by_author_alone, signer, section, topic, lead, in_text, gallery, related, card, link]
SAID = "Deleted since this was written"
NEEDED = {by_author_alone, section, in_text, gallery, card}
"""Without which a story is not fit for readers."""


@pytest.fixture
def revision(story) -> Revision:
    """The story's published version."""
    return story.save_revision()


def naming(story, what) -> Revision:
    """A draft of the story that names a row which is deleted then."""
    draft = story.get_latest_revision_as_object()
    named = what(draft)
    revision = draft.save_revision()
    named.delete()
    return revision


@pytest.mark.parametrize("what", NAMING)
def test_every_version_opens_without_it_and_the_form_says_so(desk, story, revision, what):
    later = naming(story, what)
    page = f"/desk/pages/{story.pk}"
    form = desk.get(f"{page}/edit/").content.decode()
    assert SAID in form
    for address in (
        f"{page}/usage/",
        f"{page}/revisions/{later.pk}/view/",
        f"{page}/revisions/{later.pk}/revert/",
        f"{page}/revisions/compare/{revision.pk}...{later.pk}/",
    ):
        assert desk.get(address).status_code == 200, address
    copying = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": story.get_parent().pk}
    assert desk.post(f"{page}/copy/", copying).status_code == 302
    assert Story.objects.get(slug="copy").title == "Copy"
    desk.post(f"{page}/edit/", {**querydict_from_html(form, form_id="page-edit-form"), "body-count": 0})
    assert not story.get_latest_revision_as_object().dangling


def test_it_is_told_by_the_name_it_had(desk, story):
    draft = story.get_latest_revision_as_object()
    guest = by_author(draft)
    draft.save_revision()
    desk.post(f"/desk/snippets/masthead/author/delete/{guest.pk}/")
    assert not Author.objects.filter(pk=guest.pk).exists()
    assert "Author: <b>Passing Guest</b>" in desk.get(f"/desk/pages/{story.pk}/edit/").content.decode()


@pytest.mark.parametrize("what", [by_author, by_author_alone, section, in_text, lead])
def test_at_its_hour_a_story_comes_without_it_unless_readers_need_it(story, what, caplog):
    later = naming(story, what)
    Revision.objects.filter(pk=later.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=2))
    publish_scheduled()
    assert bool(late()) == (what in NEEDED)
    assert ("holds back" in caplog.text or "could not" in caplog.text) == (what in NEEDED)
    assert not [record for record in caplog.records if record.exc_info]
    assert b"Harbour" in render(Story.objects.get(pk=story.pk).address)


@pytest.mark.parametrize("what", [in_text, gallery, card])
def test_readers_get_the_page_when_it_is_deleted_after_publishing(story, what, caplog):
    draft = story.get_latest_revision_as_object()
    named = what(draft)
    draft.save_revision().publish()
    named.delete()
    loop.drain()
    assert b"Harbour" in render(story.address)
    assert caplog.text == ""


def test_the_front_page_opens_without_its_pick(desk, newsroom):
    front = FrontPage.objects.first().get_latest_revision_as_object()
    front.picks.add(Pick(story=newsroom.stories[0]))
    front.save_revision()
    newsroom.stories[0].delete()
    page = desk.get(f"/desk/pages/{front.pk}/edit/").content.decode()
    assert SAID in page


def test_every_kind_that_keeps_versions_can_lose_what_they_name():
    ours = [model for model in apps.get_models() if model.__module__.startswith("freesheet.")]
    versioned = [model for model in ours if issubclass(model, RevisionMixin) and model.__name__ != "Archive"]
    assert len(versioned) >= 4
    assert [model for model in versioned if not issubclass(model, WithoutDangling)] == []
