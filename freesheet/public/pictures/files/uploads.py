"""What may come in: every picture offered is looked at before anything decodes it in full.

Rule    sizes are read and refused before pixels are made; each refusal says how to mend it
Rule    no GIF: Pillow walks its blocks one by one, millions of them in a file made for that
Source  promise 39: a bomb is refused in under two seconds, in under 150 MB
"""

import os
import warnings
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from freesheet.public.pictures.files.imaging import opened

MOST_PIXELS = {"JPEG": 80_000_000, "MPO": 80_000_000}
MOST_PIXELS_UNSCALED = 50_000_000
"""By Pillow's name; others cannot be decoded at a fraction of their size, and take four bytes a pixel."""
STEEPEST_RATIO = 20
SHORTEST_SIDE = 16
SUSPECT_PIXELS, PIXELS_PER_BYTE = 12_000_000, 60
"""A larger picture packed tighter than this is one flat colour, or made to fill our memory."""
MOST_SCANS = 64
"""Scans of a progressive JPEG; cameras and editors write about ten, each costs a pass over all pixels."""

ENDINGS = {
    "JPEG": ("jpg", "jpeg"), "MPO": ("jpg", "jpeg"), "PNG": ("png",),
    "WEBP": ("webp",), "AVIF": ("avif",), "HEIF": ("heic",),
}  # fmt: skip
NEAR_ENDINGS = ("jfif", "jpe", "pjpeg", "pjp", "heif", "hif", "tif", "tiff", "bmp", "gif")
OTHER_ENDINGS = frozenset(NEAR_ENDINGS).union(*ENDINGS.values())
"""Endings of pictures that say nothing, or not what we keep."""
BROKEN = gettext_lazy(
    "This file is broken or was cut short on its way. "
    "Open it in a picture editor, save it again as JPEG, and upload that."
)
NO_PICTURE = gettext_lazy(
    "This is no picture we can show. Save it as JPEG, PNG, WebP, AVIF or HEIC, and upload that; "
    "drawings in SVG or PDF as PNG."
)
NO_GIF = gettext_lazy(
    "Pictures here are still, and GIF is for moving ones. Save one frame of it as PNG, or embed a video."
)


def check(file: BinaryIO, *, name: str, most_bytes: int) -> str:
    """See that a file is one sound still picture of a sensible size; raises ValidationError in words.

    returns  its name with the ending of what it holds, whatever it was called
    Leaves the file at its beginning.
    """
    size_bytes = file.seek(0, os.SEEK_END)
    try:
        _check_weight(size_bytes, most_bytes)
        _check_structure(file)
        with _headed(file) as image:
            _check_size(image, size_bytes)
            _check_pixels(image)
            return _named(name, image.format)
    finally:
        file.seek(0)


def _refused(words: str, code: str) -> ValidationError:
    return ValidationError(words, code=code)


def _check_weight(size_bytes: int, most_bytes: int) -> None:
    if size_bytes > most_bytes:
        words = _("This file is %(size)s large, more than the %(most)s we take. Save it as JPEG with quality 90.")
        sizes = {"size": filesizeformat(size_bytes), "most": filesizeformat(most_bytes)}
        raise _refused(words % sizes, "file_too_large")


def _check_structure(file: BinaryIO) -> None:
    """What would cost a decoder long before the size in the header is known, or in spite of it."""
    file.seek(0)
    head = file.read(64)
    if head.startswith(b"\xff\xd8") and _occurrences(file, b"\xff\xda") > MOST_SCANS:
        raise _refused(str(BROKEN), "too_many_scans")
    if head.startswith(b"GIF8"):
        raise _refused(str(NO_GIF), "gif")


def _occurrences(file: BinaryIO, marker: bytes) -> int:
    file.seek(0)
    return sum(piece.count(marker) for piece in iter(lambda: file.read(1 << 20), b""))


def _headed(file: BinaryIO) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return opened(file)
    except Image.DecompressionBombError:
        words = _("This picture has far more pixels than the %(most)d million we take. Make it smaller.")
        raise _refused(words % {"most": MOST_PIXELS_UNSCALED // 1_000_000}, "file_too_many_pixels") from None
    except Image.UnidentifiedImageError:
        raise _refused(str(BROKEN if _begins_like_one(file) else NO_PICTURE), "invalid_image") from None
    except Exception:  # noqa: BLE001 (decoders fail in many ways on what is not for them)
        raise _refused(str(BROKEN), "invalid_image") from None


def _begins_like_one(file: BinaryIO) -> bool:
    file.seek(0)
    head = file.read(12)
    return head.startswith((b"\xff\xd8\xff", b"\x89PNG")) or head[4:8] == b"ftyp" or head[8:] == b"WEBP"


def _named(name: str, kind: str) -> str:
    """The name, ending as files of that kind (Pillow's word) do; a browser's .jfif is a .jpg."""
    stem, _dot, ending = name.rpartition(".")
    if stem and ending.lower() in ENDINGS[kind]:
        return name
    return f"{stem if stem and ending.lower() in OTHER_ENDINGS else name}.{ENDINGS[kind][0]}"


def _too_many_pixels(pixels: int, most: int) -> ValidationError:
    words = _("This picture has %(count)d megapixels; we take %(most)d. Make it smaller and upload it again.")
    numbers = {"most": most // 1_000_000, "count": -(-pixels // 1_000_000)}
    return _refused(words % numbers, "file_too_many_pixels")


def _check_size(image: Image.Image, size_bytes: int) -> None:
    width, height = image.size
    most = MOST_PIXELS.get(image.format, MOST_PIXELS_UNSCALED)
    if width * height > most:
        raise _too_many_pixels(width * height, most)
    if width * height > SUSPECT_PIXELS and width * height > size_bytes * PIXELS_PER_BYTE:
        raise _refused(_("This picture is huge and almost empty. Make it smaller and upload it again."), "too_flat")
    sides = {"width": width, "height": height}
    if min(width, height) < SHORTEST_SIDE:
        words = _("This picture is only %(width)d by %(height)d pixels. Upload a larger one.")
        raise _refused(words % sides, "too_small")
    if max(width, height) > STEEPEST_RATIO * min(width, height):
        words = _("This picture is %(width)d by %(height)d pixels, too long and thin for a page. Cut it or split it.")
        raise _refused(words % sides, "too_thin")


def _check_pixels(image: Image.Image) -> None:
    """Decode it once, a JPEG at an eighth: what is broken shows here, not at night in a worker."""
    try:
        if image.format != "MPO" and getattr(image, "is_animated", False):
            words = _("This picture moves, and pictures here are still. Save one frame of it, or embed a video.")
            raise _refused(words, "animated")
        image.draft(None, (image.width // 8, image.height // 8))
        image.load()
    except ValidationError:
        raise
    except Exception:  # noqa: BLE001 (as above)
        raise _refused(str(BROKEN), "invalid_image") from None
