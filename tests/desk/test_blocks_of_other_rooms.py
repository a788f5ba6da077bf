"""A story holds a block of a room that stories know nothing of: it is kept, shown, offered, and asked what it says."""

import pytest
from wagtail import blocks

from freesheet.demo import building
from freesheet.doors.press.rendering.render import render
from freesheet.public.stories.body import answers
from freesheet.public.stories.body.blocks import Body
from freesheet.public.stories.models import Story

pytestmark = pytest.mark.django_db


class Recipe(blocks.StructBlock):
    steps = blocks.RichTextBlock()


@pytest.fixture
def recipes():
    """A room above has brought its block, after every model and form was made."""
    Body.take_in("recipe", Recipe(label="Recipe"))
    yield
    del Body.base_blocks["recipe"]


def test_a_block_that_a_room_above_brings_is_kept_shown_offered_and_asked(cast, recipes, desk):
    story = building.story("soup", title="Soup", section=cast.town, bylines=[(cast.ada, "words")])
    story.body = [("recipe", Recipe().to_python({"steps": '<p>Add <a href="/salt/">salt</a>.</p>'}))]
    story.save_revision().publish()

    stored = Story.objects.get(pk=story.pk)
    assert [answer.value for answer in answers.links(stored.body)] == ["/salt/"]
    assert 'href="/salt/"' in render(story.address).decode()
    assert stored.word_count == 2
    assert "Recipe" in desk.get(f"/desk/pages/{story.pk}/edit/").content.decode()
