"""What of a document could not come along, by name: how often, and which.

Rule    nothing vanishes without a word; a name is cut to a line, and a few stand for many
"""

from collections.abc import Iterator
from enum import Enum, auto

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

NAMED_LOSSES = 4
"""Names of one kind; the rest is counted."""
NAME_CHARACTERS = 90


class Loss(Enum):
    """Kinds, in the order in which they are said."""

    ON_DISK = auto()
    ELSEWHERE = auto()
    INSIDE = auto()
    REFUSED = auto()
    DRAWING = auto()
    FORMULA = auto()
    PLAYED = auto()
    NOTE = auto()
    COMMENT = auto()
    DELETED = auto()
    INSERTED = auto()
    STRUCK = auto()
    LINK = auto()
    MERGED = auto()
    IN_CELL = auto()
    CELL_INK = auto()
    FLATTENED = auto()
    UNTITLED = auto()
    FIELD = auto()
    RULE = auto()
    SIGNATURE = auto()


SENTENCES = {
    Loss.ON_DISK: ngettext_lazy(
        "%(count)d picture on the writer’s own computer", "%(count)d pictures on the writer’s own computer", "count"
    ),
    Loss.ELSEWHERE: ngettext_lazy(
        "%(count)d picture, not fetched from where it is",
        "%(count)d pictures, not fetched from where they are",
        "count",
    ),
    Loss.INSIDE: ngettext_lazy(
        "%(count)d picture that was copied along with the words",
        "%(count)d pictures that were copied along with the words",
        "count",
    ),
    Loss.REFUSED: ngettext_lazy(
        "%(count)d picture that we cannot take", "%(count)d pictures that we cannot take", "count"
    ),
    Loss.DRAWING: ngettext_lazy("%(count)d drawing or chart", "%(count)d drawings or charts", "count"),
    Loss.FORMULA: ngettext_lazy("%(count)d formula", "%(count)d formulas", "count"),
    Loss.PLAYED: ngettext_lazy("%(count)d video or other embed", "%(count)d videos or other embeds", "count"),
    Loss.NOTE: ngettext_lazy("%(count)d footnote", "%(count)d footnotes", "count"),
    Loss.COMMENT: ngettext_lazy("%(count)d comment in the margin", "%(count)d comments in the margin", "count"),
    Loss.DELETED: ngettext_lazy(
        "%(count)d passage that somebody has struck out (tracked changes)",
        "%(count)d passages that somebody has struck out (tracked changes)",
        "count",
    ),
    Loss.INSERTED: ngettext_lazy(
        "%(count)d tracked insertion came along as if accepted",
        "%(count)d tracked insertions came along as if accepted",
        "count",
    ),
    Loss.STRUCK: ngettext_lazy(
        "%(count)d struck-through passage is plain text now",
        "%(count)d struck-through passages are plain text now",
        "count",
    ),
    Loss.LINK: ngettext_lazy("%(count)d link; its words are there", "%(count)d links; their words are there", "count"),
    Loss.MERGED: ngettext_lazy(
        "%(count)d merged table cell: its words stand in the first of its places",
        "%(count)d merged table cells: their words stand in the first of their places",
        "count",
    ),
    Loss.IN_CELL: ngettext_lazy(
        "%(count)d list, heading or table in a table cell is words alone now",
        "%(count)d lists, headings or tables in table cells are words alone now",
        "count",
    ),
    Loss.CELL_INK: ngettext_lazy(
        "%(count)d table cell lost its bold or italic", "%(count)d table cells lost their bold or italic", "count"
    ),
    Loss.FLATTENED: ngettext_lazy(
        "%(count)d table is lines of text now", "%(count)d tables are lines of text now", "count"
    ),
    Loss.UNTITLED: ngettext_lazy(
        "%(count)d table needs a title before it is published",
        "%(count)d tables need a title before they are published",
        "count",
    ),
    Loss.FIELD: ngettext_lazy("%(count)d field or button of a form", "%(count)d fields or buttons of a form", "count"),
    Loss.RULE: ngettext_lazy("%(count)d line across the text", "%(count)d lines across the text", "count"),
    Loss.SIGNATURE: ngettext_lazy("%(count)d mail signature", "%(count)d mail signatures", "count"),
}


class Losses:
    """What one document has lost so far."""

    def __init__(self) -> None:
        self._names: dict[Loss, list[str]] = {}

    def note(self, loss: Loss, name: str = "") -> None:
        """Once more of a kind; name: its words, file or address, if it has any."""
        self._names.setdefault(loss, []).append(_line(name))

    def __iter__(self) -> Iterator[str]:
        """A sentence for each kind."""
        return (_sentence(loss, self._names[loss]) for loss in Loss if loss in self._names)


def _line(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= NAME_CHARACTERS else f"{words[: NAME_CHARACTERS - 1].rstrip()}…"


def _sentence(loss: Loss, names: list[str]) -> str:
    count = str(SENTENCES[loss] % {"count": len(names)})
    told = list(dict.fromkeys(filter(None, names)))
    if not told:
        return count
    shown = " · ".join(told[:NAMED_LOSSES])
    more = len(told) - NAMED_LOSSES
    ending = " " + _("and %d more") % more if more > 0 else ""
    return f"{count}: {shown}{ending}"
