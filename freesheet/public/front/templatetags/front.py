"""What a front page's templates ask of it."""

from django import template

from freesheet.kit.editions import Edition
from freesheet.public.front.arrangement.front import arrangement_of
from freesheet.public.front.arrangement.places import Arrangement
from freesheet.public.front.arrangement.rows import RowHead
from freesheet.public.front.models import FrontPage
from freesheet.public.front.pressing import live_path
from freesheet.public.stories.models import Story

register = template.Library()


@register.simple_tag
def arrangement(front: FrontPage) -> Arrangement[Story, RowHead]:
    """Which stories stand where on a front page."""
    return arrangement_of(front)


@register.simple_tag
def live_fragment() -> str:
    """Where this edition's newest briefs on the story that leads are, for {% fragment %}."""
    return live_path(Edition.current().language)
