"""The blocks of an issue.

Owns    IssueBody and each block's shape; how each looks in a mail is in templates/newsletters/mail/
Rule    a block says what something is, never how it looks
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from freesheet.kit.addresses import leads_somewhere
from freesheet.public.masthead.models import Section, Topic

INLINE = ["bold", "italic", "link"]


def leading_somewhere(url: str) -> None:
    if not leads_somewhere(url):
        raise ValidationError(_("Write a link that begins with https:// or http://, or a path of this site."))


class StoryCard(blocks.StructBlock):
    """A story picked from the site: picture, headline, standfirst, as they are when the issue is sent."""

    story = blocks.PageChooserBlock(page_type="stories.Story", label=_("Story"))
    words = blocks.TextBlock(required=False, label=_("In your words"), help_text=_("Instead of its standfirst."))
    with_picture = blocks.BooleanBlock(required=False, default=True, label=_("With its picture"))

    class Meta:
        icon = "doc-full"
        label = _("Story")


class StoryList(blocks.StructBlock):
    """The newest stories since the last issue, found when this one is sent; none, and the block is left out."""

    title = blocks.CharBlock(required=False, label=_("Heading"))
    section = SnippetChooserBlock(Section, required=False, label=_("Of the section"))
    topic = SnippetChooserBlock(Topic, required=False, label=_("On the topic"))
    count = blocks.IntegerBlock(default=5, min_value=1, max_value=20, label=_("How many at most"))

    class Meta:
        icon = "list-ul"
        label = _("Stories since the last issue")


class Briefs(blocks.StructBlock):
    """The day's newest briefs, found when the issue is sent."""

    title = blocks.CharBlock(required=False, label=_("Heading"))
    count = blocks.IntegerBlock(default=5, min_value=1, max_value=20, label=_("How many at most"))

    class Meta:
        icon = "date"
        label = _("Briefs of the day")


class LeadingBlock(blocks.StructBlock):
    """A block that leads somewhere by its link."""

    def links_in(self, raw: Any) -> list[str]:
        return [raw["link"]] if raw.get("link") else []


class IssuePicture(LeadingBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.TextBlock(required=False, label=_("Caption"), help_text=_("Instead of the picture's own."))
    link = blocks.CharBlock(required=False, label=_("Leads to"), validators=[leading_somewhere])

    class Meta:
        icon = "image"
        label = _("Picture")


class Button(LeadingBlock):
    words = blocks.CharBlock(max_length=60, label=_("Words"))
    link = blocks.CharBlock(label=_("Leads to"), validators=[leading_somewhere])

    class Meta:
        icon = "link"
        label = _("Button")


class Quote(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"))
    attribution = blocks.CharBlock(required=False, label=_("Who said it"))

    class Meta:
        icon = "openquote"
        label = _("Quote")


class MembershipCall(LeadingBlock):
    text = blocks.TextBlock(label=_("Words"), default=_("Independent journalism needs a community, not a paywall."))
    words = blocks.CharBlock(max_length=60, default=_("Join us"), label=_("Words of the button"))
    link = blocks.CharBlock(default="/join/", label=_("Leads to"), validators=[leading_somewhere])

    class Meta:
        icon = "group"
        label = _("Membership call")


class SignOff(blocks.StructBlock):
    """The host says goodbye, with face and name."""

    text = blocks.RichTextBlock(features=INLINE, label=_("Words"))

    class Meta:
        icon = "user"
        label = _("Host’s sign-off")


class IssueBody(blocks.StreamBlock):
    text = blocks.RichTextBlock(features=[*INLINE, "h3", "ul", "ol"], label=_("Text"), icon="pilcrow")
    heading = blocks.CharBlock(max_length=120, label=_("Heading"), icon="title")
    story = StoryCard()
    stories = StoryList()
    briefs = Briefs()
    picture = IssuePicture()
    button = Button()
    quote = Quote()
    membership = MembershipCall()
    sign_off = SignOff()

    class Meta:
        block_counts = {"sign_off": {"max_num": 1}}
