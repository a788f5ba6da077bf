"""Every list that the desk exports: cells that any spreadsheet can hold, and that none takes for a formula.

Source  OWASP, CSV Injection
"""

from collections.abc import Callable
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from freesheet.kit.words.text import printable
from freesheet.kit.wrapping import wrap_method

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}")


def guard() -> None:
    """Have each cell pass through here, whatever view it is exported by."""
    wrap_method(SpreadsheetExportMixin, "preprocess_field_value", _guarded)


def _guarded(
    write: Callable[..., Any], view: SpreadsheetExportMixin, field: str, value: Any, export_format: str
) -> Any:
    cell = write(view, field, value, export_format)
    return cell_of(str(cell), export_format) if isinstance(cell, str) else cell


def cell_of(text: str, export_format: str) -> str:
    """Text for a cell; an .xlsx says of itself that it is no formula, and a .csv cannot."""
    text = printable(text)
    return f"'{text}" if export_format == "csv" and text.startswith(FORMULA) else text
