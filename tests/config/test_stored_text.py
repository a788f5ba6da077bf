"""Texts as they come, from word processors and other people's keyboards, and as they are kept."""

import unicodedata

import pytest

from freesheet.demo import building
from freesheet.kit.words.text import storable
from freesheet.public.front.models import FrontPage
from freesheet.public.masthead.models import Author
from freesheet.public.newsfeed.models import Brief
from freesheet.public.stories.models import Correction, Story

pytestmark = pytest.mark.django_db
COMPOSED = unicodedata.normalize("NFC", "Kyïv, café")
TYPED = unicodedata.normalize("NFD", COMPOSED)
PASTED = f"Council\x0bvotes\x0con\x07 {TYPED}\x9f\ufffe"
KEPT = f"Council votes on {COMPOSED}"


def test_what_is_kept():
    assert storable(PASTED) == KEPT
    assert storable("one\ttwo\r\nthree") == "one\ttwo\r\nthree"
    assert storable("сад\u00adівник, за\u0301мок 👩\u200d🚒") == "сад\u00adівник, за\u0301мок 👩\u200d🚒"
    assert storable("half\ud800") == "half"


def test_every_text_of_a_story(cast):
    story = building.story(
        "pasted",
        title=PASTED,
        standfirst=f"{PASTED}\nand more",
        section=cast.town,
        bylines=[(cast.ada, "words")],
        body=[
            ("paragraph", f"<p>{PASTED}</p>"),
            ("quote", {"text": PASTED, "attribution": PASTED}),
            ("list", {"ordered": False, "items": [f"<p>{PASTED}</p>"]}),
        ],
    )
    story.corrections.add(Correction(kind=Correction.Kind.CORRECTION, text=PASTED))
    story.save()
    stored = Story.objects.get(pk=story.pk)
    assert (stored.title, stored.draft_title, stored.standfirst) == (KEPT, KEPT, f"{KEPT}\nand more")
    assert stored.corrections.get().text == KEPT
    paragraph, quote, listing = (block.value for block in stored.body)
    assert paragraph.source == f"<p>{KEPT}</p>"
    assert (quote["text"], quote["attribution"]) == (KEPT, KEPT)
    assert listing["items"][0].source == f"<p>{KEPT}</p>"


def test_every_text_of_a_draft(cast):
    story = cast.stories[0]
    draft = story.get_latest_revision_as_object()
    draft.title = PASTED
    draft.body = [("quote", {"text": PASTED, "attribution": ""})]
    draft.corrections.add(Correction(kind=Correction.Kind.CORRECTION, text=PASTED))
    draft.save_revision()
    read = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert (read.title, read.draft_title, read.body[0].value["text"]) == (KEPT, KEPT, KEPT)
    assert [correction.text for correction in read.corrections.all()] == [KEPT]


def test_a_line_has_no_second_line_and_a_text_may(cast):
    author = Author.objects.create(name="Ada\nBrook", slug="ada-b", locale=cast.town.locale, bio="<p>One\ntwo</p>")
    author.refresh_from_db()
    assert (author.name, author.bio) == ("Ada Brook", "<p>One\ntwo</p>")


def test_what_needs_no_change_is_not_touched(cast):
    story = Story.objects.get(pk=cast.stories[0].pk)
    body = story.body
    story.save()
    assert story.body is body


def test_other_rooms_too(cast):
    brief = Brief.objects.create(text=PASTED, locale=cast.town.locale)
    front = FrontPage.objects.first()
    front.below = [("chosen", {"title": PASTED, "stories": [cast.stories[0]], "layout": "cards"})]
    front.save()
    assert Brief.objects.get(pk=brief.pk).text == KEPT
    assert FrontPage.objects.get(pk=front.pk).below[0].value["title"] == KEPT
