"""Which files readers get of a picture: crops, widths, formats. Pure.

Owns    VARIANTS, FORMATS; the facts that a picture's row keeps for templates
Rule    nothing is ever made wider than the original
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

FORMATS = {"avif": ".avif", "webp": ".webp", "jpeg": ".jpg"}
"""Best first, as browsers choose; with the ending of each one's files."""

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Variant:
    """One way a picture is cut, and how wide its files are, in pixels. No ratio: uncut."""

    name: str
    widths: tuple[int, ...]
    ratio: Fraction | None = None
    formats: tuple[str, ...] = tuple(FORMATS)

    def widths_of(self, available: int) -> list[int]:
        """The widths to make of a cut that is available pixels wide; its own where it is narrower."""
        return sorted({min(width, available) for width in self.widths})

    def height_of(self, width: int, cut: tuple[int, int]) -> int:
        """How high a file of that width is, made of a cut of that size."""
        ratio = self.ratio or Fraction(*cut)
        return max(1, round(width / ratio))


VARIANTS = {
    variant.name: variant
    for variant in (
        Variant("full", (480, 800, 1280, 1920)),
        Variant("card", (320, 480, 640, 960, 1280), Fraction(3, 2)),
        Variant("portrait", (160, 320), Fraction(1)),
        Variant("social", (1200,), Fraction(1200, 628), ("jpeg",)),
    )
}


def cut(size: tuple[int, int], ratio: Fraction | None, focus: tuple[float, float]) -> Box:
    """The largest box of that ratio inside size which has focus as near its middle as the edges allow.

    size    width and height in pixels
    focus   a point in the picture as fractions of its width and height, each 0..1
    returns left, upper, right, lower
    """
    width, height = size
    if ratio is None:
        return (0, 0, width, height)
    wide, high = min(width, round(height * ratio)) or 1, min(height, round(width / ratio)) or 1
    left = min(max(round(focus[0] * width - wide / 2), 0), width - wide)
    upper = min(max(round(focus[1] * height - high / 2), 0), height - high)
    return (left, upper, left + wide, upper + high)


class Served(NamedTuple):
    """One file that readers can get."""

    width: int
    height: int
    bytes: int
    path: str


def described(files: Iterable[Any]) -> dict[str, dict[str, list[list[Any]]]]:
    """What templates need of PublishedFile rows, narrowest first.

    returns variant → format → [[width, height, bytes, path], …]
    """
    facts: dict[str, dict[str, list[list[Any]]]] = {}
    for file in sorted(files, key=lambda file: file.width):
        sizes = facts.setdefault(file.variant, {}).setdefault(file.format, [])
        sizes.append([file.width, file.height, file.size_bytes, file.path])
    return facts


def expected_size(size: tuple[int, int], variant: Variant) -> tuple[int, int]:
    """Width and height of a variant's widest file, for a picture of that size, before it is made."""
    left, upper, right, lower = cut(size, variant.ratio, (0.5, 0.5))
    width = variant.widths_of(right - left)[-1]
    return width, variant.height_of(width, (right - left, lower - upper))


def spare(size: tuple[int, int]) -> float:
    """How many times larger a picture of that size is than the largest file made of it; at least 1."""
    cuts = ((cut(size, variant.ratio, (0.5, 0.5)), variant) for variant in VARIANTS.values())
    return max(1.0, min((right - left) / max(variant.widths) for (left, _, right, _), variant in cuts))
