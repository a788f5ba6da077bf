"""Places on a page that rooms above fill without the page knowing them.

Rule    a filler gets the page, never the request: what it returns is the same for every reader;
        only at the desk: its home ("desk_home") gives the member of staff who looks, the list of readers
        ("readers_desk") the request
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

ROWS = {"most_read": _("Most read"), "newsletters": _("Newsletters"), "membership": _("Membership")}
"""Slots that editors put into the front page where they want them."""
NAMES = frozenset(
    {"head", "page_top", "masthead", "story_top", "story_end", "rail", "front_row", "footer", "footer_links", *ROWS}
    | {"text_head", "text_masthead", "text_rail", "text_footer", "text_links"}
    | {"desk_home", "readers_desk", "footer_columns"}
)
Filler = Callable[[Any], SafeString]
_fillers: dict[str, list[tuple[int, Filler]]] = defaultdict(list)


def fill(name: str, filler: Filler, *, order: int = 100, needs: str = "") -> None:
    """Have filler(page) stand in the slot, lower orders first; raises KeyError for a slot nobody offers.

    needs   the right without which a member of staff does not see it, such as "newsletters.change_issue"
    """
    if name not in NAMES:
        raise KeyError(f"no slot is called {name!r}; there are {', '.join(sorted(NAMES))}")
    _fillers[name].append((order, _for_whoever_may(needs, filler) if needs else filler))


def _for_whoever_may(needs: str, filler: Filler) -> Filler:
    return lambda user: filler(user) if user.has_perm(needs) else mark_safe("")


def filled(name: str, page: Any) -> SafeString:
    """All that stands in a slot on this page, in order."""
    ordered = sorted(_fillers[name], key=lambda entry: entry[0])
    return mark_safe("".join(filler(page) for _order, filler in ordered))  # noqa: S308 (each part is safe already)
