"""What a body leads to, shows and says, asked of its blocks; one that nobody thought of answers by its parts."""

import pytest
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from freesheet.public.pictures.models import Picture
from freesheet.public.stories.body import answers
from freesheet.public.stories.body.blocks import Body
from freesheet.public.stories.body.pictures import picture_errors, pictures_in

VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def body(*blocks_, of=Body):
    return of().to_python([{"type": kind, "value": value, "id": str(at)} for at, (kind, value) in enumerate(blocks_)])


def pictures_described(*descriptions):
    file = {"title": "Harbour", "file": "original_images/harbour.jpg", "width": 640, "height": 480, "credit": "Ada"}
    return Picture.objects.bulk_create([Picture(description=description, **file) for description in descriptions])


def told(found):
    return [(answer.block, answer.place, answer.value) for answer in found]


def test_links_of_texts_buttons_and_cards_in_the_order_of_the_body(cast):
    story = cast.stories[0].pk
    written = body(
        ("paragraph", '<p><a href="https://a.example/">A</a> <a linktype="page" id="7">B</a></p>'),
        ("button", {"text": "Help", "url": "/join/"}),
        ("related", {"story": story}),
        ("list", {"ordered": False, "items": ["one", '<a href="mailto:desk@example.org">two</a>']}),
        ("related", {"story": None}),
    )

    assert told(answers.links(written)) == [
        ("0", (), "https://a.example/"),
        ("0", (), 7),
        ("1", (), "/join/"),
        ("2", ("story",), story),
        ("3", ("items", 1), "mailto:desk@example.org"),
    ]
    assert told(answers.stories(written)) == [("2", ("story",), story)]


def test_embeds_and_prose():
    written = body(
        ("embed", {"url": VIDEO, "title": "Film", "caption": "<b>not marked up</b>"}),
        ("info_box", {"heading": "Who", "text": "<p>Ada.</p>"}),
        ("paragraph", "<p>Then.</p>"),
    )

    assert told(answers.embeds(written)) == [("0", (), VIDEO)]
    assert told(answers.prose(written)) == [("1", ("text",), "<p>Ada.</p>"), ("2", (), "<p>Then.</p>")]
    assert not list(answers.links(written))


class Recipe(blocks.StructBlock):
    """As another room might bring it: nothing in it says what it holds."""

    photo = ImageChooserBlock()
    steps = blocks.ListBlock(blocks.StructBlock([("words", blocks.RichTextBlock()), ("photo", ImageChooserBlock())]))


class Cookbook(blocks.StreamBlock):
    recipe = Recipe()


@pytest.mark.django_db
def test_a_new_block_answers_by_its_parts():
    dish, salt = (picture.pk for picture in pictures_described("Soup", "Salt"))
    step = {"words": '<p><a href="/salt/">Salt</a></p>', "photo": salt}
    written = body(("recipe", {"photo": dish, "steps": [step, {**step, "photo": None}]}), of=Cookbook)

    assert told(answers.pictures(written)) == [("0", ("photo",), dish), ("0", ("steps", 0, "photo"), salt)]
    assert [answer.value for answer in answers.links(written)] == ["/salt/", "/salt/"]


def test_a_stream_of_blocks_within_a_block_is_walked_too():
    shelf = type("Shelf", (blocks.StreamBlock,), {"books": Cookbook()})
    step = {"words": '<p><a href="/salt/">Salt</a></p>', "photo": None}
    recipe = {"type": "recipe", "value": {"photo": None, "steps": [step]}, "id": "a"}
    gone = {"type": "menu", "value": "of a block that is no more", "id": "b"}
    written = body(("books", [gone, recipe]), of=shelf)

    assert told(answers.links(written)) == [("0", (0, "steps", 0, "words"), "/salt/")]


@pytest.mark.django_db
def test_errors_stand_at_each_picture_that_cannot_be_published():
    whole, nameless = pictures_described("Boats", "")
    written = body(
        ("picture", {"picture": whole.pk}),
        ("gallery", {"pictures": [whole.pk, nameless.pk]}),
        ("picture", {"picture": nameless.pk}),
        ("picture", {"picture": 999_999}),
    )

    errors = dict(picture_errors(written))
    assert list(errors) == [1, 2]
    assert list(errors[1].block_errors["pictures"].block_errors) == [1]
    assert list(errors[2].block_errors) == ["picture"]
    assert [picture.pk for _answer, picture in pictures_in(written)] == [whole.pk, whole.pk, nameless.pk, nameless.pk]
