"""Two editors at once: whoever saves second is shown both versions, and nothing of either is lost."""

import html
import re

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail.test.utils.form_data import querydict_from_html

from freesheet.public.front.models import FrontPage
from freesheet.public.masthead.models import Author, Imprint
from freesheet.public.newsfeed.models import Brief
from freesheet.public.stories.models import Story
from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db
SAVED_SINCE = "saved this at"


@pytest.fixture
def desk(client, member):
    enter(client, member("Editor"))
    return client


@pytest.fixture
def colleague(root):
    """Another member of staff, at another machine."""
    client = Client()
    enter(client, root)
    return client


def opened(desk, address, form_id="w-editor-form"):
    """What the form at that address would send back, unchanged."""
    form = querydict_from_html(desk.get(address).content.decode(), form_id=form_id)
    form.update(dict.fromkeys(("below-count", "body-count", "navigation-count", "footer-count"), 0))
    return form


def changed(form, **fields):
    form = form.copy()
    for name, value in fields.items():
        form[name] = value
    return form


@pytest.fixture
def brief(newsroom) -> Brief:
    english = Locale.objects.get(language_code="en")
    return Brief.objects.create(lead="The lock is open.", text="Since noon.", locale=english)


@pytest.fixture
def address(brief) -> str:
    return f"/desk/news/edit/{brief.pk}/"


def test_alone_nobody_is_asked(desk, brief, address):
    desk.post(address, changed(opened(desk, address), lead="The lock is shut."))
    brief.refresh_from_db()
    assert brief.lead == "The lock is shut."


def test_a_brief_saved_meanwhile_is_not_saved_over(desk, brief, address):
    mine = changed(opened(desk, address), lead="The lock is shut.")
    desk.post(address, changed(opened(desk, address), lead="The lock is jammed."))

    page = desk.post(address, mine).content.decode()

    brief.refresh_from_db()
    assert brief.lead == "The lock is jammed."
    assert SAVED_SINCE in page
    assert "<td>The lock is jammed.</td><td>The lock is shut.</td>" in page
    assert 'value="The lock is shut."' in page


@pytest.mark.parametrize(("answer", "lead"), [("mine", "The lock is shut."), ("theirs", "The lock is jammed.")])
def test_whoever_is_second_chooses(desk, brief, address, answer, lead):
    mine = changed(opened(desk, address), lead="The lock is shut.", text="Since one.")
    desk.post(address, changed(opened(desk, address), lead="The lock is jammed."))

    asked = querydict_from_html(desk.post(address, mine).content.decode(), form_id="w-editor-form")
    desk.post(address, changed(asked, meanwhile_answer=answer))

    brief.refresh_from_db()
    assert (brief.lead, brief.text) == (lead, "Since one.")


def test_a_second_newer_save_is_asked_about_again(desk, brief, address):
    mine = changed(opened(desk, address), lead="The lock is shut.")
    desk.post(address, changed(opened(desk, address), lead="The lock is jammed."))
    asked = querydict_from_html(desk.post(address, mine).content.decode(), form_id="w-editor-form")
    desk.post(address, changed(opened(desk, address), lead="The lock is gone."))

    page = desk.post(address, changed(asked, meanwhile_answer="mine")).content.decode()

    assert "<td>The lock is gone.</td><td>The lock is shut.</td>" in page
    brief.refresh_from_db()
    assert brief.lead == "The lock is gone."


def test_changes_of_other_fields_are_shown_too(desk, brief, address):
    mine = changed(opened(desk, address), lead="The lock is shut.")
    desk.post(address, changed(opened(desk, address), is_breaking="on"))
    page = desk.post(address, mine).content.decode()
    assert "<td>yes</td><td>no</td>" in page
    brief.refresh_from_db()
    assert brief.breaking_at


def test_equal_changes_need_no_question(desk, brief, address):
    mine = changed(opened(desk, address), lead="The lock is shut.")
    desk.post(address, mine)
    assert desk.post(address, mine).status_code == 302


def test_nonsense_about_what_was_seen_breaks_nothing(desk, brief, address):
    for seen in ("", "x", "[]", '"x"', '{"lead": 1, "nothing": "x"}', "{}"):
        answer = desk.post(address, {**changed(opened(desk, address), seen=seen).dict(), "text": "More."})
        assert answer.status_code in {200, 302}


@pytest.mark.parametrize(("model", "field"), [(Imprint, "motto"), (Author, "job")])
def test_the_masthead_s_forms_do_the_same(desk, newsroom, model, field):
    row = model.objects.filter(locale__language_code="en").first() or Imprint.objects.create(
        name="The Wend", locale=Locale.objects.get(language_code="en")
    )
    address = f"/desk/snippets/masthead/{model._meta.model_name}/edit/{row.pk}/"
    mine = changed(opened(desk, address), **{field: "Mine"})
    desk.post(address, changed(opened(desk, address), **{field: "Theirs"}))

    page = desk.post(address, mine).content.decode()

    row.refresh_from_db()
    assert getattr(row, field) == "Theirs"
    assert "<td>Theirs</td><td>Mine</td>" in page


def delete(colleague, address):
    colleague.post(address.replace("/edit/", "/delete/"))


def save_as_new(desk, page):
    """Press the first button of the page that gives back what was typed."""
    action, rest = re.search(
        r'<form method="post" action="([^"]*/add/[^"]*|[^"]*/new/[^"]*)">(.*?)</form>', page, re.DOTALL
    ).groups()
    sent = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', rest)
    return desk.post(action, {name: html.unescape(value) for name, value in sent})


def test_a_brief_deleted_meanwhile_gives_back_what_was_typed_and_can_be_posted_anew(desk, colleague, brief, address):
    mine = changed(opened(desk, address), lead='The "lock" is <shut>.', text="Since one.\n\nFor good.")
    delete(colleague, address)

    answer = desk.post(address, mine)

    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Root deleted it at" in page
    assert "The &quot;lock&quot; is &lt;shut&gt;.</textarea>" in page
    assert "For good.</textarea>" in page
    assert not Brief.objects.exists()

    assert save_as_new(desk, page).status_code == 302
    anew = Brief.objects.get()
    assert (anew.lead, anew.text.split()) == ('The "lock" is <shut>.', ["Since", "one.", "For", "good."])


def test_so_does_an_author_in_the_edition_one_says(desk, colleague, newsroom):
    author = Author.objects.create(name="Eve Moss", slug="eve-moss", locale=Locale.objects.get(language_code="en"))
    address = f"/desk/snippets/masthead/author/edit/{author.pk}/"
    mine = changed(opened(desk, address), job="Writes on water")
    delete(colleague, address)

    page = desk.post(address, mine).content.decode()

    assert "Writes on water</textarea>" in page
    assert "in English" in page
    assert "in Ukrainian" in page
    save_as_new(desk, page)
    assert Author.objects.get(slug="eve-moss").job == "Writes on water"


def test_opening_what_is_gone_is_still_not_found_and_so_it_is_for_who_may_not_change_it(
    desk, colleague, member, brief, address
):
    mine = opened(desk, address)
    delete(colleague, address)
    assert desk.get(address).status_code == 404

    writer = Client()
    enter(writer, member("Writer"))
    assert writer.post(address, mine).status_code == 302


def newest(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object().title


def test_the_first_version_of_an_imported_page_is_a_newer_one_too(desk, colleague, newsroom):
    page = newsroom.stories[0]
    Story.objects.filter(pk=page.pk).update(latest_revision=None, live_revision=None)
    page.revisions.all().delete()
    address = f"/desk/pages/{page.pk}/edit/"
    mine = changed(opened(desk, address, "page-edit-form"), title="Mine")
    colleague.post(address, changed(opened(colleague, address, "page-edit-form"), title="Theirs"))
    assert "saved a newer version at" in desk.post(address, mine).content.decode()
    assert newest(page) == "Theirs"


@pytest.mark.parametrize("model", [FrontPage, Story])
@pytest.mark.parametrize("button", [{}, {"action-publish": "action-publish"}])
def test_a_newer_version_of_a_page_is_not_saved_over_unasked(desk, colleague, newsroom, model, button):
    page = model.objects.filter(locale__language_code="en").first()
    page.save_revision().publish()
    address = f"/desk/pages/{page.pk}/edit/"
    mine = changed(opened(desk, address, "page-edit-form"), title="Mine")
    colleague.post(address, changed(opened(colleague, address, "page-edit-form"), title="Theirs"))

    answer = desk.post(address, {**mine.dict(), **button})

    shown = answer.content.decode()
    assert "saved a newer version at" in shown
    assert querydict_from_html(shown, form_id="page-edit-form")["title"].strip() == "Mine"
    assert "/revisions/compare/" in shown
    assert newest(page) == "Theirs"

    sent = querydict_from_html(shown, form_id="page-edit-form")
    desk.post(address, {**mine.dict(), **sent.dict()})
    assert newest(page) == "Mine"
    assert "Theirs" in [one.as_object().title for one in page.revisions.all()]


def test_one_s_own_autosave_on_its_way_is_no_newer_version(desk, newsroom):
    page = newsroom.stories[0]
    page.save_revision().publish()
    address = f"/desk/pages/{page.pk}/edit/"
    handed_in = changed(opened(desk, address, "page-edit-form"), title="As handed in")
    desk.post(address, changed(opened(desk, address, "page-edit-form"), title="As saved by itself"))
    assert desk.post(address, handed_in).status_code == 302
    assert newest(page) == "As handed in"


def test_a_brief_keeps_its_place_within_the_minute(desk, brief, address):
    before = brief.posted_at
    desk.post(address, changed(opened(desk, address), lead="The lock is shut."))
    brief.refresh_from_db()
    assert brief.posted_at == before
