"""What rooms bring along to readers' pages: their style and script, in one file each.

Rule    from the ground floor up: tokens and base first, then each room's, then modes and print
Rule    a room's script stands in a block of its own, and may use what theme/page.js defines
"""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from rcssmin import cssmin

from freesheet.doors.press import store

FIRST = ("theme/fonts.css", "theme/tokens.css", "theme/base.css", "theme/forms.css", "theme/lists.css")
LAST = ("theme/modes.css", "theme/print.css")
SCRIPT = "theme/page.js"
_of_rooms: list[tuple[str, ...]] = []


def add(*names: str) -> None:
    """Have a room's files, such as "stories/story.css", bundled with every page's; once a room, in their order."""
    _of_rooms.append(names)


def styles() -> list[str]:
    """Names of all style sheets, in their order."""
    return [*FIRST, *_added(".css"), *LAST]


def scripts() -> list[str]:
    """Names of all scripts, in their order."""
    return [SCRIPT, *_added(".js")]


@cache
def style(name: str) -> str:
    """One style sheet, in fewer characters."""
    return cssmin(_read(name))


def script() -> str:
    """Keep the script of all pages and return its path, /media/…."""
    return store.keep(_script(), ".js")


@cache
def _script() -> bytes:
    first, *others = map(_read, scripts())
    return "".join([first, *(f"{{\n{other}}}\n" for other in others)]).encode()


def _added(suffix: str) -> list[str]:
    return [name for names in reversed(_of_rooms) for name in names if name.endswith(suffix)]


def _read(name: str) -> str:
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(f"no room has {name}")
    return Path(found).read_text(encoding="utf-8")
