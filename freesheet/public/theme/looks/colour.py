"""Contrast of colours, and the nearest tint of one that can be read.

Rule    what every page of an edition asks for is worked out once a process
Rule    a colour is # and six hexadecimal digits; anything else that is none raises ValueError
Source  WCAG 2.2, contrast ratio; Ottosson 2020, OKLCH (lightness as eyes see it), both by coloraide
"""

from functools import lru_cache

from coloraide import Color

LIGHTNESS_STEP = 0.005
MIDDLE_LUMINANCE = 0.18


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21, in either order."""
    return Color(first).contrast(second, method="wcag21")


@lru_cache(maxsize=256)
def tinted(colour: str, *, lightness: float, chroma_at_most: float) -> str:
    """A colour's hue at another OKLCH lightness, 0 to 1, paler where it would be more colourful than that."""
    tint = Color(colour).convert("oklch")
    tint["lightness"] = lightness
    tint["chroma"] = min(tint["chroma"], chroma_at_most)
    return _hexadecimal(tint)


@lru_cache(maxsize=1024)
def readable(colour: str, *, on: str, ratio: float) -> str:
    """Colour itself if it stands out enough on a ground, else its nearest tint that does.

    on      the ground: a light one makes the colour darker, a dark one lighter
    ratio   the least contrast wanted, at most about 15
    """
    tint = Color(colour).convert("oklch")
    step = -LIGHTNESS_STEP if Color(on).luminance() > MIDDLE_LUMINANCE else LIGHTNESS_STEP
    while contrast(colour, on) < ratio and 0 < tint["lightness"] + step < 1:
        tint["lightness"] += step
        colour = _hexadecimal(tint)
    return colour


def _hexadecimal(colour: Color) -> str:
    """As screens show it: of colours that none can show, the nearest by chroma."""
    return colour.convert("srgb").to_string(hex=True)
