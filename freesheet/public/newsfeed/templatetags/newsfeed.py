"""The small parts of a brief's page."""

from typing import Any

from django import template
from django.template import Context

from freesheet.public.masthead.furniture import furniture
from freesheet.public.newsfeed.linked_data import brief_article
from freesheet.public.newsfeed.models import Brief
from freesheet.public.pictures.templatetags.pictures import picture_url

register = template.Library()


@register.simple_tag(takes_context=True)
def brief_data(context: Context, brief: Brief) -> dict[str, Any]:
    """The brief in schema.org's words."""
    path = picture_url(brief.picture, "social")
    return brief_article(brief, furniture(context.get("page")).imprint, picture_path=path)
