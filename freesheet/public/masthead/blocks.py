"""Links that editors put into the navigation and the footer.

Owns    Links, Columns
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from freesheet.kit import addresses


class SectionLink(blocks.StructBlock):
    section = SnippetChooserBlock("masthead.Section", label=_("Section"))

    class Meta:
        icon = "folder-open-1"
        label = _("Section")
        label_format = "{section}"


class PageLink(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("Page"))
    text = blocks.CharBlock(required=False, max_length=60, label=_("Text"), help_text=_("Instead of its title."))

    class Meta:
        icon = "doc-empty"
        label = _("Page")
        label_format = "{page}"


class AddressLink(blocks.StructBlock):
    text = blocks.CharBlock(max_length=60, label=_("Text"))
    url = blocks.CharBlock(
        max_length=500, label=_("Address"), help_text=_("https://…, mailto:… or a path of this site, such as /news/.")
    )

    class Meta:
        icon = "link"
        label = _("Other address")
        label_format = "{text}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not addresses.leads_somewhere(cleaned["url"]):
            error = ValidationError(_("Begin with https://, http://, mailto: or a single slash."))
            raise blocks.StructBlockValidationError(block_errors={"url": error})
        return cleaned


class Links(blocks.StreamBlock):
    section = SectionLink()
    page = PageLink()
    address = AddressLink()

    class Meta:
        required = False
        collapsed = True


class Column(blocks.StructBlock):
    title = blocks.CharBlock(max_length=60, label=_("Heading"))
    links = Links(label=_("Links"), required=True)

    class Meta:
        icon = "list-ul"
        label = _("Column")
        label_format = "{title}"


class Columns(blocks.StreamBlock):
    column = Column()

    class Meta:
        required = False
