"""{% imprint as paper %}, {% sections as sections %}: name, looks and navigation, for templates of rooms above.

Called by   stories, front
"""

from django import template
from django.template import Context

from freesheet.masthead.furniture import furniture
from freesheet.masthead.models import Imprint, Section

register = template.Library()


@register.simple_tag(takes_context=True)
def imprint(context: Context) -> Imprint:
    """The edition's imprint, touched."""
    return furniture(context.get("page")).imprint


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[Section]:
    """The edition's sections in the navigation's order, touched."""
    return furniture(context.get("page")).sections
