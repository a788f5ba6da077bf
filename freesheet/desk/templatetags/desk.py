"""What the desk's own templates need."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from freesheet.kit.periods import in_zone
from freesheet.public.theme import words

register = template.Library()


@register.filter
def when(moment: datetime) -> SafeString:
    """Only the time today, else day and time, in the newsroom's zone."""
    today = in_zone(timezone.now()).date() == in_zone(moment).date()
    return words.time_element(moment, "H:i" if today else pgettext("format of a day and time", "j M, H:i"))


@register.simple_tag
def the_day() -> SafeString:
    """Today in the newsroom's zone, with weekday and year."""
    return words.time_element(timezone.now(), pgettext("format of today", "l, j F Y"))


@register.simple_tag
def zone() -> str:
    """The newsroom's zone, as its technician has named it."""
    return timezone.get_default_timezone_name()
