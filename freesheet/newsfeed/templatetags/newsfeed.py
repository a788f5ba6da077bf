"""The small parts of a brief's page.

Called by   newsfeed's templates
"""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from freesheet.masthead.furniture import furniture
from freesheet.newsfeed.linked_data import brief_article
from freesheet.newsfeed.models import Brief
from freesheet.pictures.templatetags.pictures import picture_url
from freesheet.stories.linked_data import embedded

register = template.Library()


@register.simple_tag(takes_context=True)
def brief_data(context: Context, brief: Brief) -> SafeString:
    """The brief's JSON-LD, safe inside a script element."""
    path = picture_url(brief.picture, "social")
    return embedded(brief_article(brief, furniture(context.get("page")).imprint, picture_path=path))
