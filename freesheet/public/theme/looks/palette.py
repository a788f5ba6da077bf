"""Ink and paper, by day and by night, and what the newsroom's own colours become on them.

Owns    DAY, NIGHT: the grounds and inks of every page
Rule    body text 7:1, small text and links 4.5:1, rules and marks 3:1, whatever colour an editor picks
"""

from dataclasses import dataclass

from freesheet.public.theme.looks.colour import readable, tinted

TEXT, MARK = 4.6, 3.1
"""Wanted contrast of text and of marks, a little over what WCAG 2.2 asks (1.4.3, 1.4.11)."""


@dataclass(frozen=True)
class Palette:
    """The colours of one light: grounds first, then what stands on them.

    tint_lightness  OKLCH lightness of a ground tinted with the accent
    """

    paper: str
    tint: str
    ink: str
    muted: str
    line: str
    border: str
    tint_lightness: float


DAY = Palette(
    paper="#fdfcfa",
    tint="#f4f1ea",
    ink="#191917",
    muted="#55524b",
    line="#dcd8ce",
    border="#85817a",
    tint_lightness=0.958,
)
NIGHT = Palette(
    paper="#17181a",
    tint="#222427",
    ink="#e9e7e2",
    muted="#b3b0a8",
    line="#393b3f",
    border="#7f7d78",
    tint_lightness=0.27,
)


def tokens(palette: Palette, accent: str) -> dict[str, str]:
    """Custom properties of one light, by name without the dashes."""
    accent_tint = tinted(accent, lightness=palette.tint_lightness, chroma_at_most=0.012)
    grounds = (palette.paper, palette.tint, accent_tint)
    for ground in grounds:
        accent = readable(accent, on=ground, ratio=TEXT)
    return {
        "paper": palette.paper,
        "tint": palette.tint,
        "ink": palette.ink,
        "muted": palette.muted,
        "line": palette.line,
        "border": palette.border,
        "accent": accent,
        "on-accent": palette.paper,
        "accent-tint": accent_tint,
    }


def rule(palette: Palette, colour: str) -> str:
    """A section's own colour as a rule that can be seen."""
    return readable(colour, on=palette.paper, ratio=MARK)
