"""The rows of a front page, as editors arrange them.

Owns    Rows and each row's shape; how each looks is in templates/front/rows/
Rule    a row says what it shows; which stories stand in it is for places.py
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from freesheet.public.stories.form.chooser import StoryBlock
from freesheet.public.theme.slots import ROWS

LAYOUTS = [
    ("cards", _("Equal cards")),
    ("first", _("One large, the others beside it")),
    ("lines", _("Headlines only")),
]
ROW_STORIES_AT_MOST = 12


def _count(default: int = 4) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=_("Stories"), default=default, min_value=1, max_value=ROW_STORIES_AT_MOST)


def _layout() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(LAYOUTS, default="cards", label=_("Layout"))


class SectionStories(blocks.StructBlock):
    section = SnippetChooserBlock("masthead.Section", label=_("Section"))
    count = _count()
    layout = _layout()

    class Meta:
        icon = "folder-open-1"
        label = _("Section")
        label_format = "{section}"


class TopicStories(blocks.StructBlock):
    topic = SnippetChooserBlock("masthead.Topic", label=_("Topic"))
    count = _count()
    layout = _layout()

    class Meta:
        icon = "tag"
        label = _("Topic")
        label_format = "{topic}"


class Opinion(blocks.StructBlock):
    count = _count()

    class Meta:
        icon = "openquote"
        label = _("Opinion")


class ChosenStories(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Title"))
    stories = blocks.ListBlock(StoryBlock(label=_("Story")), min_num=1, max_num=ROW_STORIES_AT_MOST, label=_("Stories"))
    layout = _layout()

    class Meta:
        icon = "list-ul"
        label = _("Chosen stories")
        label_format = "{title}"


class Picks(blocks.StructBlock):
    count = _count()

    class Meta:
        icon = "pick"
        label = _("Editors’ Picks")
        help_text = _("Those chosen under Editors’ Picks; without any, the newest that stand nowhere else.")


class Place(blocks.StructBlock):
    """Where another room's row stands; the same name as its slot."""

    slot = blocks.ChoiceBlock([(name, ROWS[name]) for name in ROWS], label=_("What stands here"))

    class Meta:
        icon = "placeholder"
        label = _("Call or list")
        label_format = "{slot}"
        help_text = _("Shows nothing for as long as the newsroom has not set that part up.")


class Rows(blocks.StreamBlock):
    section = SectionStories()
    topic = TopicStories()
    opinion = Opinion()
    chosen = ChosenStories()
    picks = Picks()
    place = Place()

    class Meta:
        required = False
        collapsed = True
        block_counts: dict[str, Any] = {"picks": {"max_num": 1}}
