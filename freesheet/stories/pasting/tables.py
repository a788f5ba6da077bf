"""Tables of a pasted document: those that hold data, told from those that only hold a page together.

Called by   reading
Rule        a cell holds words; what else stood in it is noted
"""

from collections.abc import Iterator

from freesheet.stories.pasting.document import Grid
from freesheet.stories.pasting.losses import Loss, Losses
from freesheet.stories.pasting.styles import target
from freesheet.stories.pasting.tree import Element

_HOLDS_MORE = frozenset({"table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
MOST_COLUMNS = 60
WIDEST_SPAN = 40


def is_data(table: Element) -> bool:
    """Whether it has at least two rows and two columns, and nothing in a cell that is more than words."""
    rows = list(rows_of(table))
    if len(rows) < 2 or table.get("role") == "presentation":
        return False
    widest = max(len(row) for row in rows)
    return widest >= 2 and not any(inner.name in _HOLDS_MORE for row in rows for cell in row for inner in cell.within())


def rows_of(table: Element) -> Iterator[list[Element]]:
    """Cells, row by row, of this table and no other within it."""
    for child in table.elements:
        if child.name in {"thead", "tbody", "tfoot"}:
            yield from rows_of(child)
        elif child.name == "tr":
            yield [cell for cell in child.elements if cell.name in {"td", "th"}]


def grid_of(table: Element, losses: Losses) -> Grid:
    """A table's words, each row as long as the longest; rows and columns without a word are left out."""
    rows: list[list[str]] = []
    below: dict[int, int] = {}
    for cells in rows_of(table):
        row: list[str] = []
        for cell in cells:
            _leave_room(row, below)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            if (across > 1 or down > 1) and cell.text:
                losses.note(Loss.MERGED, cell.text)
            below.update({len(row) + place: down - 1 for place in range(across) if down > 1})
            row += [cell.text, *[""] * (across - 1)]
            note_links(cell, losses)
        _leave_room(row, below)
        rows.append(row[:MOST_COLUMNS])
    caption = next((child.text for child in table.elements if child.name == "caption"), "")
    return Grid(_trimmed(rows), caption)


def _leave_room(row: list[str], below: dict[int, int]) -> None:
    """Empty places where cells of rows above reach down."""
    while below.get(len(row), 0) > 0:
        below[len(row)] -= 1
        row.append("")


def _span(cell: Element, attribute: str) -> int:
    stated = cell.get(attribute)
    return min(max(int(stated), 1), WIDEST_SPAN) if stated.isdecimal() and len(stated) < 5 else 1


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    full = [row + [""] * (width - len(row)) for row in rows if any(row)]
    filled = [place for place in range(width) if any(row[place] for row in full)]
    return [[row[place] for place in filled] for row in full]


def note_links(cell: Element, losses: Losses) -> None:
    """Name the links in what can only hold words."""
    for inner in cell.within():
        if inner.name == "a" and target(inner.get("href")):
            losses.note(Loss.LINK, f"{inner.text} ({target(inner.get('href'))})")
