"""Stories as cards and lines, and the small parts of a story's page.

Rule    what shows a thing touches its key; what shows a list leaves the list's key to the view
"""

import re
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string, select_template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from freesheet.doors.press.rendering.recording import touch
from freesheet.doors.press.rendering.shared import shared
from freesheet.kit import addresses
from freesheet.kit.editions import Edition
from freesheet.public.masthead.furniture import furniture
from freesheet.public.pictures.templatetags.pictures import picture_url
from freesheet.public.stories.models import Poster, Story
from freesheet.public.stories.page.cards import card as story_card
from freesheet.public.stories.page.linked_data import news_article
from freesheet.public.stories.page.reading import Reading, reading_of
from freesheet.public.stories.pressing import log_path
from freesheet.public.stories.work import posters

register = template.Library()
_FIRST_TAG = re.compile(r"<p(?:\s[^>]*)?>")


@register.simple_tag
def card(
    story: Story,
    kind: str = "plain",
    level: int = 3,
    *,
    section: bool = True,
    dated: bool = False,
    live: bool = False,
) -> SafeString:
    """A story as others' pages show it.

    kind        "lead", "big" (over the whole page), "type" (a lead in words alone), "first" (of a row), "large",
                "plain", "small", "wide" (beside its picture), "opinion" (its author's portrait) or "text" (no picture)
    level       of its heading, 2 to 4
    section     whether its section is named
    dated       whether its day is
    live        whether it is marked as going on now
    """
    return story_card(story, kind, level, section=section, dated=dated, live=live)


@register.simple_tag
def line(story: Story) -> SafeString:
    """A story in a dense list: its time in the margin, its section, its headline."""

    def render() -> SafeString:
        touch(story.key, *([story.section.key] if story.section else []))
        return render_to_string("stories/line.html", {"story": story})

    return shared(("line", story.pk), render)


@register.simple_tag
def reading(story: Story) -> Reading:
    """What a story's page says of it besides its own fields: who made it, what was corrected, what to read next."""
    return reading_of(story)


@register.simple_tag
def corrections_path() -> str:
    """The log of this edition's corrections."""
    return log_path(Edition.current().language)


@register.inclusion_tag("stories/text/item.html")
def text_item(
    story: Story, level: int = 0, *, section: bool = True, dated: bool = False, timed: bool = False
) -> dict[str, Any]:
    """A story on others' pages of the text edition: its headline, and what it is in a line below.

    level       of its heading, 2 to 4; 0 in a list of many, where it has none
    section     whether its section is named; dated, timed: whether its day, or its time of day, is
    """
    touch(*(thing.key for thing in (story, story.section if section else None) if thing))
    return {
        "story": story,
        "heading": f"h{level}" if level else "",
        "section": story.section if section else None,
        "label": story.get_label_display() if story.label != Story.Label.NEWS else "",
        "dated": dated,
        "timed": timed,
    }


@register.simple_tag(takes_context=True)
def text_block(context: Context, block: Any, dateline: str = "") -> SafeString:
    """A block of a body in the text edition: by its twin in stories/text/blocks/, else as on the full page."""
    on_page = block.block.meta.template
    template = select_template([on_page.replace("stories/blocks/", "stories/text/blocks/"), on_page])
    values = {**context.flatten(), "dateline": dateline}
    return template.render(block.block.get_context(block.value, parent_context=values))


@register.filter
def opened_by(rich_text: object, dateline: str) -> SafeString:
    """Rich text whose first paragraph begins with a dateline."""
    html = str(rich_text)
    if not dateline:
        return mark_safe(html)  # noqa: S308 (rich text, cleaned when it was saved)
    opening = format_html('<span class="dateline">{}</span> — ', dateline)
    found = _FIRST_TAG.search(html)
    place = found.end() if found else 0
    return mark_safe(html[:place] + opening + html[place:])  # noqa: S308 (the same)


@register.simple_tag(name="posters")
def posters_of(story: Story) -> dict[str, Poster]:
    """The pictures over a story's embeds, by the embed's address; without a path until a worker has fetched it."""
    return posters.posters_of(story)


@register.filter
def harmless(url: str) -> str:
    """An address as it is if following it can only lead somewhere; "#" for one that could run something."""
    return url if addresses.leads_somewhere(url) else "#"


@register.filter
def reading_time(minutes: int) -> str:
    return ngettext("%(minutes)d minute to read", "%(minutes)d minutes to read", minutes) % {"minutes": minutes}


@register.filter
def paragraphs(text: str) -> SafeString:
    """Plain text whose line breaks are kept."""
    return mark_safe("<br>".join(escape(part.strip()) for part in text.splitlines() if part.strip()))  # noqa: S308 (escaped)


@register.simple_tag(takes_context=True)
def linked_data(context: Context, reading: Reading) -> dict[str, Any]:
    """The story in schema.org's words."""
    path = picture_url(reading.social_picture, "social")
    return news_article(reading, furniture(context.get("page")).imprint, picture_path=path)
