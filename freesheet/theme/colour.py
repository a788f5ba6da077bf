"""Colours as numbers: contrast, and the nearest tint of a colour that can be read.

Called by   palette.py
Source      WCAG 2.2, relative luminance and contrast ratio; Ottosson 2020, OKLab (lightness as eyes see it)
"""

from math import atan2 as angle
from math import cbrt, cos, hypot, sin

Triple = tuple[float, float, float]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _rgb(colour: str) -> Triple:
    """Linear red, green, blue, each 0..1, of a colour such as #0b5d78."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = _rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, in either order."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lch(colour: str) -> Triple:
    """OKLCH: lightness 0..1, chroma from 0 (grey), hue in radians."""
    red, green, blue = _rgb(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, hypot(a, b), angle(b, a)


def _channels(lightness: float, chroma: float, hue: float) -> Triple:
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def colour_of(lightness: float, chroma: float, hue: float) -> str:
    """The colour of that lightness and hue, as colourful as a screen can show up to chroma."""
    channels = _channels(lightness, chroma, hue)
    while chroma > 0.001 and not all(-0.0001 <= channel <= 1.0001 for channel in channels):
        chroma *= 0.96
        channels = _channels(lightness, chroma, hue)
    return "#" + "".join(f"{round(_encoded(min(1, max(0, channel))) * 255):02x}" for channel in channels)


def readable(colour: str, *, on: str, ratio: float) -> str:
    """Colour itself if it stands out enough on a ground, else its nearest tint that does.

    on      the ground: a light one makes the colour darker, a dark one lighter
    ratio   the least contrast wanted, at most about 15
    """
    lightness, chroma, hue = lch(colour)
    step = -0.005 if luminance(on) > 0.18 else 0.005
    while contrast(colour, on) < ratio and 0 < lightness + step < 1:
        lightness += step
        colour = colour_of(lightness, chroma, hue)
    return colour
