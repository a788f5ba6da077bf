"""Tables of a pasted document: those that hold data, told from those that only hold a page together.

Rule    a cell holds words; what else stood in it is noted
"""

from collections.abc import Iterator

from freesheet.public.stories.pasting.document import BOLD, ITALIC, Grid
from freesheet.public.stories.pasting.losses import Loss, Losses
from freesheet.public.stories.pasting.styles import HEADINGS, Ink, ink_of, target
from freesheet.public.stories.pasting.tree import Element

_LAYOUT_ELEMENTS = HEADINGS | {"table", "blockquote"}
"""In the cells of a table without a head they say that it holds a page together."""
_STRUCTURE_ELEMENTS = _LAYOUT_ELEMENTS | {"ul", "ol", "dl"}
MOST_COLUMNS = 60
WIDEST_SPAN = 40


def is_data(table: Element) -> bool:
    """Whether it has rows and columns, and either a head or nothing in a cell that a page would be laid out with."""
    if not is_grid(table):
        return False
    cells = [cell for row in rows_of(table) for cell in row]
    has_head = any(cell.name == "th" for cell in cells)
    return has_head or not any(inner.name in _LAYOUT_ELEMENTS for cell in cells for inner in cell.within())


def is_grid(table: Element) -> bool:
    """Whether it has at least two rows and two columns, and does not say that it only lays a page out."""
    rows = list(rows_of(table))
    return len(rows) > 1 and max(map(len, rows)) > 1 and table.get("role") != "presentation"


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
            _note(cell, losses, is_head=not rows)
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


def _note(cell: Element, losses: Losses, *, is_head: bool) -> None:
    """Name what a cell held besides words."""
    for inner in cell.within():
        if inner.name == "a" and target(inner.get("href")):
            losses.note(Loss.LINK, f"{inner.text} ({target(inner.get('href'))})")
    if more := next((inner.text for inner in cell.within() if inner.name in _STRUCTURE_ELEMENTS and inner.text), ""):
        losses.note(Loss.IN_CELL, more)
    if not (is_head or cell.name == "th") and any(_is_inked(inner) for inner in cell.within()):
        losses.note(Loss.CELL_INK, cell.text)


def _is_inked(element: Element) -> bool:
    return bool(element.text and ink_of(element, Ink()).marks & {BOLD, ITALIC})
