"""A theme of the newsroom's own: the folder FREESHEET_THEME, which comes before ours and follows our stylesheet.

Owns    what a theme holds; its stylesheets as they are pressed
Rule    docs/theming.md is the contract; whatever else lies in the folder, such as its history, is nothing to us
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

STYLESHEETS, TEMPLATES, STATIC = ("theme.css", "text.css"), "templates", "static"
HOLDS = (*STYLESHEETS, TEMPLATES, STATIC)
PREFIX = "own/"
"""Under which its static files are named: {% static "own/map.svg" %}."""
FILE = re.compile(r"""url\(\s*["']?static/(?P<name>[\w./-]+)["']?\s*\)""")


def folder() -> Path | None:
    """The theme's folder, there or not; None where no theme is set."""
    theme: Path | None = settings.THEME
    return theme


def own_css(name: str) -> str:
    """What the theme adds to a stylesheet of ours, as it stands; url("static/…") leads to its files by content."""
    text = css_of(name)
    return FILE.sub(lambda found: f'url("{static(PREFIX + found["name"])}")', text)


def css_of(name: str) -> str:
    """A stylesheet of the theme as the technician wrote it; empty where there is none."""
    file = (folder() or Path()) / name
    return file.read_text(encoding="utf-8") if folder() and file.is_file() else ""


def files() -> dict[str, Path]:
    """Every file that pages depend on, by its name in the folder, in order."""
    theme = folder()
    return {str(file.relative_to(theme)): file for file in sorted(_files(theme))} if theme else {}


def _files(theme: Path) -> Iterator[Path]:
    yield from (file for name in STYLESHEETS if (file := theme / name).is_file())
    for name in (TEMPLATES, STATIC):
        yield from (file for file in (theme / name).rglob("*") if file.is_file())
