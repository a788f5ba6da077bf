"""The one stylesheet of an edition: the rooms' sources, and the newsroom's colours.

Rule    the same sources and colours give the same path, and a path's content never changes
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.templatetags.static import static

from freesheet.doors.press import store
from freesheet.public.theme.looks import assets
from freesheet.public.theme.looks.newsroom_theme import own_css
from freesheet.public.theme.looks.palette import DAY, NIGHT, Palette, rule, tokens

SERIF, SANS, SYSTEM = "serif", "sans", "system"
"""Typefaces that a newsroom can choose: the theme's serif, its sans, or whatever the reader's device has."""
SYSTEM_FAMILIES = 'ui-serif,"Iowan Old Style",Charter,Cambria,"Noto Serif",Georgia,serif'
CYRILLIC = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"})
"""Languages set from the Cyrillic files; fonts.css names the same."""
_FONT = re.compile(r'url\("(fonts/[\w.-]+)"\)')


@dataclass(frozen=True)
class Looks:
    """What a newsroom chooses of how its pages look.

    accent          its colour, # and six digits
    headlines, text SERIF, SANS or SYSTEM
    rules           class name → a section's colour, for those that have one
    """

    accent: str
    headlines: str = SERIF
    text: str = SERIF
    rules: Mapping[str, str] = field(default_factory=dict)

    def fonts(self, language: str) -> list[str]:
        """Paths of the font files that every first view of a page in that language waits for."""
        return _files(["display"] if self.headlines == SERIF else [], language)

    def later_fonts(self, language: str) -> list[str]:
        """Those that a phone's first view does without."""
        return _files(["sans", "sans-bold", *(["text"] if self.text == SERIF else [])], language)

    def css(self) -> str:
        """The whole stylesheet."""
        sources = "".join(_with_static_fonts(text) for text in map(assets.style, assets.styles()))
        return sources + colours(self.accent, self.rules) + self._families() + own_css("theme.css")

    def _families(self) -> str:
        """CSS that sets the chosen typefaces; it follows the tokens' rules for languages, and a theme's follows it."""
        families = {SANS: "var(--sans)", SYSTEM: SYSTEM_FAMILIES}
        chosen = {"display": families.get(self.headlines), "text": families.get(self.text)}
        told = ";".join(f"--{name}:{family}" for name, family in chosen.items() if family)
        return f":root{{{told}}}" if told else ""


def stylesheet(looks: Looks) -> str:
    """Keep the stylesheet of those looks and return its path, /media/…."""
    return store.keep(looks.css().encode(), ".css")


def text_stylesheet(accent: str) -> str:
    """Keep the text edition's stylesheet for a newsroom's accent and return its path, /media/…; below 2 KB."""
    return store.keep((assets.style("theme/text.css") + colours(accent, {}) + own_css("text.css")).encode(), ".css")


def colours(accent: str, rules: Mapping[str, str]) -> str:
    """CSS that sets the colour tokens for day and night; printing is always by day."""
    return (
        _light(DAY, accent, rules)
        + "@media screen and (prefers-color-scheme:dark){"
        + _light(NIGHT, accent, rules)
        + "}"
    )


def _light(palette: Palette, accent: str, rules: Mapping[str, str]) -> str:
    root = ";".join(f"--{name}:{value}" for name, value in tokens(palette, accent).items())
    sections = "".join(f".{name}{{--rule:{rule(palette, colour)}}}" for name, colour in sorted(rules.items()))
    return f":root{{{root}}}{sections}"


@cache
def faces_digest(language: str) -> str:
    """Eight letters that change with any font file that a page in that language may be set in."""
    paths = _files(["display", "text", "bold", "italic", "sans", "sans-bold"], language)
    return hashlib.blake2b("".join(paths).encode(), digest_size=4).hexdigest()


def _files(names: list[str], language: str) -> list[str]:
    script = "cyrillic" if language.split("-", maxsplit=1)[0] in CYRILLIC else "latin"
    return [static(f"theme/fonts/{name}-{script}.woff2") for name in names]


def _with_static_fonts(css: str) -> str:
    """Kept stylesheets live under /media/, so font files need their whole path."""
    return _FONT.sub(lambda found: f'url("{static("theme/" + found[1])}")', css)
