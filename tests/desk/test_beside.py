"""What stands beside a story's form, and its previews, as the desk gives them."""

import pytest
from wagtail.models import Locale

from freesheet.demo import building
from freesheet.public.stories.models import Story
from freesheet.work import loop
from tests.desk.conftest import enter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(newsroom) -> Story:
    return building.story(
        "harbour",
        title="Harbour",
        standfirst="What the tide left.",
        section=newsroom.town,
        bylines=[(newsroom.ada, "words")],
        body=[("paragraph", "<p>One two three.</p>")],
    )


def test_an_editor_sees_length_twins_and_addresses(client, member, story):
    loop.drain()
    enter(client, member("Editor"))
    told = client.get(f"/desk/stories/{story.pk}/beside/").content.decode()
    assert "3 words" in told
    assert "Nothing to remark." in told
    assert f'href="{story.address}"' in told
    assert f'href="/text{story.address}"' in told
    assert "/fragments/" not in told
    assert f"/desk/translation/submit/page/{story.pk}/" in told


def test_a_writer_makes_the_twin_of_their_own_draft_in_another_edition(client, member, story):
    writer = member("Writer")
    draft = building.story("mine", title="Mine", section=story.section, bylines=[], live=False, owner=writer)
    enter(client, writer)
    assert client.get(f"/desk/stories/{story.pk}/beside/").status_code in {302, 403}

    page = client.get(f"/desk/translation/submit/page/{draft.pk}/")
    locale = page.context["form"].fields["locales"].queryset.get()
    reply = client.post(f"/desk/translation/submit/page/{draft.pk}/", {"locales": [locale.pk]})
    twin = Story.objects.get(translation_key=draft.translation_key, locale=locale)
    assert reply["location"] == f"/desk/pages/{twin.pk}/edit/"
    assert (twin.live, twin.section) == (False, story.section.twin(locale))
    assert twin.title in client.get(f"/desk/stories/{draft.pk}/beside/").content.decode()


def test_a_colleagues_draft_in_another_edition_is_there_and_its_words_are_not(client, member, story):
    writer, editor = member("Writer"), member("Editor")
    own = building.story("mine", title="Mine", section=story.section, bylines=[], live=False, owner=writer)
    twin = own.copy_for_translation(Locale.objects.get(language_code="uk"))
    Story.objects.filter(pk=twin.pk).update(owner=editor, draft_title="Theirs")

    enter(client, writer)
    page = client.get(f"/desk/stories/{own.pk}/beside/").content.decode()
    assert "a colleague’s draft" in page
    assert "Theirs" not in page
    assert f"/desk/pages/{twin.pk}/" not in page


@pytest.mark.parametrize(
    ("mode", "shown"), [("", "<article"), ("text", "Harbour"), ("search", "result-title"), ("social", "card-none")]
)
def test_each_preview_shows_the_story(story, rf, mode, shown):
    story.title = 'Harbour & <script>alert("x")</script>'
    html = story.serve_preview(rf.get("/"), mode).content.decode()
    assert shown in html
    assert "Harbour &amp; &lt;script&gt;" in html
