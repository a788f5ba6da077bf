"""{% imprint as paper %}: the paper's name and looks, for templates of rooms above.

Called by   stories, front
"""

from django import template
from django.template import Context

from freesheet.masthead.furniture import furniture
from freesheet.masthead.models import Imprint

register = template.Library()


@register.simple_tag(takes_context=True)
def imprint(context: Context) -> Imprint:
    """The edition's imprint, touched."""
    return furniture(context.get("page")).imprint
