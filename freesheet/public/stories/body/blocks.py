"""The blocks of a story's body.

Owns    Body and each block's shape; how each looks is in templates/stories/blocks/
Rule    a block says what something is, never how it looks
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from freesheet.kit import addresses
from freesheet.kit.words.text import plain
from freesheet.public.stories.body.players import player_of

INLINE = ["bold", "italic", "link", "superscript", "subscript"]


class Setting(blocks.ChoiceBlock):
    """How a block looks: none of the story's words, so neither searched nor counted."""

    def get_searchable_content(self, value: Any) -> list[str]:
        return []


class Quote(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"))
    attribution = blocks.CharBlock(required=False, label=_("Who said it"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "stories/blocks/quote.html"


class PullQuote(Quote):
    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        template = "stories/blocks/pull_quote.html"


class ItemList(blocks.StructBlock):
    ordered = blocks.BooleanBlock(required=False, label=_("Numbered"))
    items = blocks.ListBlock(
        blocks.RichTextBlock(features=[*INLINE, "ul", "ol"], label=_("Item")), min_num=1, label=_("Items")
    )

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "stories/blocks/list.html"

    def get_searchable_content(self, value: Any) -> list[str]:
        """Each item's words; Wagtail would run an item's last together with the first of the list in it."""
        return [plain(item.source) for item in value["items"]]


class PictureInText(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.TextBlock(required=False, label=_("Caption"), help_text=_("Instead of the picture's own."))
    size = Setting(
        choices=[("text", _("As wide as the text")), ("wide", _("Wider than the text"))],
        default="text",
        label=_("Width"),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "stories/blocks/picture.html"


class Gallery(blocks.StructBlock):
    pictures = blocks.ListBlock(ImageChooserBlock(label=_("Picture")), min_num=2, label=_("Pictures"))
    caption = blocks.TextBlock(required=False, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "stories/blocks/gallery.html"


class Table(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Title"))
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(required=False, label=_("Text"))),
            ("number", blocks.CharBlock(required=False, label=_("Number"))),
        ],
        label=_("Table"),
    )
    source = blocks.CharBlock(required=False, label=_("Source"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "stories/blocks/table.html"


class InfoBox(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.RichTextBlock(features=[*INLINE, "ul", "ol"], label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Info box")
        template = "stories/blocks/info_box.html"


class Embed(blocks.StructBlock):
    """Something that stands on another site; nothing is asked of that site before the reader taps."""

    url = blocks.URLBlock(label=_("Address"), help_text=_("Of a video on YouTube or Vimeo."))
    title = blocks.CharBlock(label=_("Title"), help_text=_("What readers will see: screen readers announce it."))
    caption = blocks.TextBlock(required=False, label=_("Caption"))

    class Meta:
        icon = "media"
        label = _("Embed")
        template = "stories/blocks/embed.html"

    def embeds_in(self, raw: Any) -> list[str]:
        return [raw["url"]] if raw.get("url") else []

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if player_of(cleaned["url"]) is None:
            message = _("We cannot play anything from that address. Use a link in the text instead.")
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """With what can play it, and its poster, of those that story.html has looked up for all embeds."""
        context = super().get_context(value, parent_context)
        poster = context.get("posters", {}).get(value["url"])
        return {**context, "player": player_of(value["url"]), "poster": poster}


class RelatedStory(blocks.StructBlock):
    story = blocks.PageChooserBlock(page_type="stories.Story", label=_("Story"))

    class Meta:
        icon = "doc-full"
        label = _("Related story")
        template = "stories/blocks/related.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """With the story as readers can get it now, or None; the page's reading knows those of all cards."""
        context = super().get_context(value, parent_context)
        reading = context.get("reading")
        story = value["story"]
        return {**context, "related": reading.related.get(story.pk) if reading and story else None}


class Button(blocks.StructBlock):
    text = blocks.CharBlock(max_length=60, label=_("Words on it"))
    url = blocks.CharBlock(label=_("Leads to"), help_text=_("A path of this site, /…, or an address, https://…"))

    class Meta:
        icon = "link"
        label = _("Button")
        template = "stories/blocks/button.html"

    def links_in(self, raw: Any) -> list[str]:
        return [raw["url"]] if raw.get("url") else []

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not addresses.leads_somewhere(cleaned["url"]):
            message = _("Write a path that begins with / or an address that begins with https://.")
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return cleaned


class BodyText(blocks.RichTextBlock):
    """A stretch of text; the story's dateline opens its first."""

    def __init__(self, **options: Any) -> None:
        super().__init__(features=INLINE, required=False, **options)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "stories/blocks/paragraph.html"


class Body(blocks.StreamBlock):
    """A story's body, in order. Rooms above bring blocks of their own (take_in)."""

    paragraph = BodyText()
    heading = blocks.CharBlock(icon="title", label=_("Heading"), template="stories/blocks/heading.html")
    picture = PictureInText()
    quote = Quote()
    pull_quote = PullQuote()
    list = ItemList()
    info_box = InfoBox()
    related = RelatedStory()
    gallery = Gallery()
    table = Table()
    embed = Embed()
    button = Button()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.child_blocks = self.base_blocks  # not a copy: a block may be taken in after this body was made

    @classmethod
    def take_in(cls, name: str, block: blocks.Block) -> None:
        """From now on stories may hold that block, which a room above brings in its apps.ready.

        name    what it is called where bodies are stored, for good
        """
        block.set_name(name)
        cls.base_blocks[name] = block


def without_empty_texts(body: blocks.StreamValue) -> blocks.StreamValue:
    """A body without the texts in which nothing was written: a new story's form begins with one."""
    written = [(block.block_type, block.value, block.id) for block in body if not _is_empty_text(block)]
    return blocks.StreamValue(body.stream_block, written)


def _is_empty_text(block: Any) -> bool:
    return isinstance(block.block, BodyText) and not plain(block.value.source).strip()
