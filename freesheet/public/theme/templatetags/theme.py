"""What every room's templates need of the theme."""

import re
from collections.abc import Sequence
from datetime import datetime

from django import template
from django.template import Context
from django.template.base import FilterExpression, Parser, Token
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from freesheet.doors.press.rendering.as_of import as_of as as_of_now
from freesheet.doors.press.rendering.fragments import fragment as fragment_html
from freesheet.doors.press.rendering.shared import shared as shared_part
from freesheet.kit.addresses import absolute
from freesheet.kit.editions import Edition
from freesheet.kit.periods import in_zone
from freesheet.kit.words import markup, text
from freesheet.public.theme import slots, words
from freesheet.public.theme.looks import assets
from freesheet.public.theme.looks.inline import ICON_URI, INLINE_SCRIPT
from freesheet.public.theme.looks.stylesheet import faces_digest
from freesheet.public.theme.text_edition import text_path

register = template.Library()
_ITEM = re.compile(r"<li>.*?</li>", re.DOTALL)
register.filter("spelling", text.spelling, is_safe=True)


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str) -> SafeString:
    """All that other rooms have put in the slot on this page."""
    return slots.filled(name, context.get("page"))


@register.simple_tag
def fragment(path: str | None, without: Sequence[str] = ()) -> SafeString:
    """The fragment of that path as of now, which the small script keeps fresh; nothing if it is empty.

    without     paths that the page shows already, its own among them: list items that lead there are left out
    """
    html = fragment_html(path).strip() if path else ""
    if not html:
        return mark_safe("")
    leading = [f'href="{shown}"' for shown in without]
    html = _ITEM.sub(lambda item: "" if any(link in item[0] for link in leading) else item[0], html)
    return format_html('<div data-fragment="{}">{}</div>', path, mark_safe(html))  # noqa: S308 (our own render)


class SharedNode(template.Node):
    """Part of a template that is made once for all pages on which what it depends on is the same."""

    def __init__(self, nodes: template.NodeList, name: str, depends_on: list[FilterExpression]) -> None:
        self.nodelist = nodes
        self.name = name
        self.depends_on = depends_on

    def render(self, context: Context) -> SafeString:
        name = (self.origin.name, self.name, *(expression.resolve(context) for expression in self.depends_on))
        return shared_part(name, lambda: self.nodelist.render(context))


@register.tag
def shared(parser: Parser, token: Token) -> SharedNode:
    """{% shared "menu" section.pk %}…{% endshared %}: the same bytes on every page for which these values are the same.

    Inside, nothing may be shown that depends on anything else but the language and rows.
    """
    _tag, name, *depends_on = token.split_contents()
    nodes = parser.parse(("endshared",))
    parser.delete_first_token()
    return SharedNode(nodes, name.strip('"'), [parser.compile_filter(value) for value in depends_on])


@register.simple_tag
def as_of() -> str:
    """The number by which the small script knows whether a fragment is newer than the page."""
    return as_of_now()


@register.simple_tag
def page_script() -> str:
    """The script of all pages."""
    return assets.script()


@register.simple_tag
def inline_script() -> SafeString:
    return mark_safe(INLINE_SCRIPT)  # noqa: S308 (a constant; its hash stands in the policy)


@register.simple_tag
def faces() -> str:
    """Which font files this edition's pages are set in, as one short name: it changes with any of them."""
    return faces_digest(Edition.current().language)


@register.simple_tag
def icon_uri() -> SafeString:
    return mark_safe(ICON_URI)  # noqa: S308 (a constant, quoted for an attribute)


@register.simple_tag
def home_path() -> str:
    """The front page of the edition we are in."""
    language = Edition.current().language
    return Edition(language).path("/")


@register.filter
def in_text(path: str | None) -> str:
    """Where the text edition of the page at path lives; empty if it has none."""
    return text_path(path) if path else ""


register.filter("absolute", absolute)


@register.filter
def mail_link(address: str) -> SafeString:
    """A link that writes to an e-mail address; on a narrow line the address breaks before its @."""
    name, at, domain = address.rpartition("@")
    return format_html('<a href="mailto:{}">{}<wbr>{}{}</a>', address, name, at, domain)


@register.filter
def moment(value: datetime) -> SafeString:
    """Date, time and zone."""
    return words.time_element(value, words.moment_form())


@register.filter
def dated(value: datetime) -> SafeString:
    return words.time_element(value, words.date_form())


@register.filter
def day(value: datetime) -> SafeString:
    """Weekday and day, where the month is known."""
    return words.time_element(value, words.day_form())


@register.filter
def clock_time(value: datetime) -> SafeString:
    return words.time_element(value, "H:i")


@register.filter
def date_name(value: datetime) -> str:
    """A day in words alone, for titles."""
    return formats.date_format(in_zone(value), words.date_form())


@register.filter
def month_name(value: datetime) -> str:
    return formats.date_format(value, words.month_form())


@register.filter
def month_alone(value: datetime) -> str:
    """A month's name where the year is known."""
    return formats.date_format(in_zone(value), "F")


@register.filter
def cleaned(html: str) -> SafeString:
    """Rich text with nothing in it that could run or reach out, however it came to be stored."""
    return mark_safe(markup.clean(html))  # noqa: S308 (written anew)
