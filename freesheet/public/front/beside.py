"""What the front puts beside stories: Editors' Picks, as of their pressing, kept fresh by the small script.

Called by   theme's slots, through apps.ready
Rule        frozen: no story goes stale because an editor picks another
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from freesheet.public.front.pressing import picks_path
from freesheet.public.stories.models import Story


def picks(page: Any) -> SafeString:
    """Editors' Picks beside a story; the front page has its own row."""
    if not isinstance(page, Story):
        return mark_safe("")
    context = {"picks_path": picks_path(page.locale.language_code), "shown": [page.address] if page.address else []}
    return render_to_string("front/beside.html", context)
