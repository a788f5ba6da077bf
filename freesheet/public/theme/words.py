"""Moments and lists in the words of a language.

Rule    absolute times in the newsroom's zone only: a pressed page is read tomorrow too
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from freesheet.kit.periods import in_zone


def time_element(moment: datetime, form: str) -> SafeString:
    """<time> with the moment in a machine's form and in words.

    form    Django's date format characters, such as "j E Y"
    """
    local = in_zone(moment)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), formats.date_format(local, form)
    )


def moment_form() -> str:
    """Date and time with the zone."""
    return pgettext("format of a date with time and zone", "j E Y, H:i T")


def date_form() -> str:
    return pgettext("format of a date", "j E Y")


def day_form() -> str:
    return pgettext("format of a day in a month", "l, j E")


def month_form() -> str:
    return pgettext("format of a month", "F Y")


def listed(items: Sequence[str]) -> SafeString:
    """Safe pieces as a language lists them: a; a and b; a, b and c."""
    if len(items) < 2:
        return mark_safe("".join(items))  # noqa: S308 (pieces are safe by promise)
    head = pgettext("between the items of a list", ", ").join(items[:-1])
    return mark_safe(head + pgettext("before the last item of a list", " and ") + items[-1])  # noqa: S308 (the same)
