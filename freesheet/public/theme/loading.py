"""Templates without the white space that people write them with: every page of the archive carries fewer bytes.

Owns    Loader, which settings.py names
Rule    between elements a line break stays; inside their edges, and around what is no output, none does
"""

import re
from pathlib import Path

from django.template.base import Origin
from django.template.loaders import app_directories

import freesheet

PACKAGE = Path(freesheet.__file__).resolve().parent
_TRANSLATED = re.compile(r"({%\s*blocktranslate\b.*?endblocktranslate\s*%})", re.DOTALL)
_VOID = "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
_TIGHTER = (
    (re.compile(r"\n\s+"), "\n"),
    (re.compile(r"^((?:{% (?:if|for|with|load|else|elif|empty|endfor)\b(?:(?!%}).)*%})+)\n", re.MULTILINE), r"\1"),
    (re.compile(r"\n(?={% (?:else|elif|empty|endif|endwith)\b)"), ""),
    (re.compile(rf"(<(?!(?:{_VOID})\b)[a-z][^<>]*>)\n"), r"\1"),
    (re.compile(r"\n(?=</[a-z])"), ""),
)
"""In this order: indentation; lines that only open or part something; what closes it; inside an element's edges."""


class Loader(app_directories.Loader):
    def get_contents(self, origin: Origin) -> str:
        source: str = super().get_contents(origin)
        file = Path(origin.name)
        return tight(source) if file.suffix == ".html" and file.is_relative_to(PACKAGE) else source


def tight(source: str) -> str:
    """The same template in fewer characters; what translators have is left as they have it."""
    return "".join(part if number % 2 else _tight(part) for number, part in enumerate(_TRANSLATED.split(source)))


def _tight(part: str) -> str:
    for pattern, instead in _TIGHTER:
        part = pattern.sub(instead, part)
    return part
