"""What would make a theme of the newsroom's own fail on readers' pages, found before, with the way to mend it.

Rule    what keeps pages from being pressed is an error; what only looks like a slip is a warning
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 (Django's own names)
from django.template import TemplateSyntaxError
from django.template.loader import get_template

from freesheet.public.theme.looks import newsroom_theme

DOCUMENT = "docs/theming.md says what a theme holds."
_ELSEWHERE = re.compile(r"""url\(\s*["']?(?P<url>(?:https?:)?//[^"')\s]+)""")
_IMPORT = re.compile(r"@import\b")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
OTHERS_MAY_WRITE = 0o002


@register()
def theme_holds_what_it_may(**_: Any) -> list[CheckMessage]:
    theme = newsroom_theme.folder()
    if theme is None:
        return []
    if not theme.is_dir():
        hint = "Give the folder's whole path, or unset the variable to have the pages look as they come."
        return [Error(f"FREESHEET_THEME is {theme}, and no folder is there.", hint=hint, id="freesheet.E004")]
    if not newsroom_theme.files():
        words = f"FREESHEET_THEME has nothing in {', '.join(newsroom_theme.HOLDS)}, so it changes nothing."
        return [Warning(words, hint=DOCUMENT, id="freesheet.W003")]
    return [*_files_can_be_read(), *_files_are_ours(theme)]


def _files_can_be_read() -> Iterator[CheckMessage]:
    for file in newsroom_theme.files().values():
        try:
            if file.suffix in {".css", ".html"}:
                file.read_text(encoding="utf-8")
            else:
                file.open("rb").close()
        except (OSError, UnicodeDecodeError) as trouble:
            hint = "Give the account that runs Freesheet the right to read it, and save it as UTF-8."
            yield Error(f"{file} cannot be read: {trouble}", hint=hint, id="freesheet.E005")


def _files_are_ours(theme: Path) -> Iterator[CheckMessage]:
    if any(one.stat().st_mode & OTHERS_MAY_WRITE for one in [theme, *newsroom_theme.files().values()]):
        words = "Everybody on this machine can change the theme, and so what readers get."
        yield Warning(words, hint=f"chmod -R o-w {theme}", id="freesheet.W004")


@register()
def theme_stylesheets_lead_somewhere(**_: Any) -> list[CheckMessage]:
    return [message for name in newsroom_theme.STYLESHEETS for message in _stylesheet(name, _read(name))]


def _read(name: str) -> str:
    """Without its comments; what cannot be read is told above."""
    try:
        return _COMMENT.sub("", newsroom_theme.css_of(name))
    except (OSError, UnicodeDecodeError):
        return ""


def _stylesheet(name: str, css: str) -> Iterator[CheckMessage]:
    statics = (newsroom_theme.folder() or Path()) / newsroom_theme.STATIC
    for file in {found["name"] for found in newsroom_theme.FILE.finditer(css)}:
        if not (statics / file).is_file():
            hint = f"Put it into {statics}, or take it out of {name}: no page could be pressed."
            yield Error(f"{name} names static/{file}, which is not there.", hint=hint, id="freesheet.E006")
    for found in _ELSEWHERE.finditer(css):
        hint = "Put a copy into static/. Pages ask nothing of other sites, so readers would not see it."
        yield Warning(f"{name} names {found['url']}.", hint=hint, id="freesheet.W005")
    if _IMPORT.search(css):
        hint = "Write its rules into the file itself: it follows ours, where browsers ignore an import."
        yield Warning(f"{name} has an @import.", hint=hint, id="freesheet.W006")
    if css.count("{") != css.count("}"):
        hint = "Look for a brace that was forgotten: what follows it is lost."
        yield Warning(
            f"{name} opens {css.count('{')} braces and closes {css.count('}')}.", hint=hint, id="freesheet.W007"
        )


@register()
def theme_templates_compile(**_: Any) -> list[CheckMessage]:
    inside = f"{newsroom_theme.TEMPLATES}/"
    names = [name.removeprefix(inside) for name in newsroom_theme.files() if name.startswith(inside)]
    return [message for name in names if (message := _compiled(name))]


def _compiled(name: str) -> CheckMessage | None:
    hint = f"Mend {newsroom_theme.TEMPLATES}/{name} in the theme: pages made of it could not be pressed."
    try:
        get_template(name)
    except TemplateSyntaxError as trouble:
        return Error(f"A template of the theme is wrong: {trouble}", hint=hint, id="freesheet.E007")
    except (OSError, UnicodeDecodeError):
        return None  # told above
    return None
