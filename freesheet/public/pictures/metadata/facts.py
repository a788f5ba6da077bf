"""What a picture's file says about itself: XMP first, then IPTC, then EXIF.

Rule    a stranger's metadata may be broken or hostile: whatever cannot be read counts as not said
Source  IPTC Photo Metadata Standard 2024 (XMP names); IIM 4.2 (records 1 and 2); EXIF 2.32
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

from defusedxml import ElementTree as SafeXml
from django.utils.timezone import get_default_timezone
from PIL import Image, IptcImagePlugin

from freesheet.kit.editions import languages
from freesheet.public.pictures.files.imaging import opened
from freesheet.public.pictures.metadata import charsets, vocabulary
from freesheet.public.pictures.metadata.packet import DC, IPTC, IPTC_EXTENSION, PHOTOSHOP, RDF, RIGHTS

LARGEST_PACKET_BYTES = 1_000_000
TEXT_CHARACTERS = {"caption": 5000}
LINE_CHARACTERS = 255
CAMERAS_OWN_WORDS = frozenset({"olympus digital camera", "digital camera", "sony dsc", "dcim", "untitled", "default"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
UNREADABLE = object()


@dataclass(frozen=True)
class Facts:
    """Empty strings for what is not said. taken_at is aware: the camera's zone, or else the newsroom's."""

    caption: str = ""
    alt: str = ""
    byline: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    licence: str = ""
    licence_url: str = ""
    digital_source_type: str = ""
    taken_at: datetime | None = None
    unread: frozenset[str] = frozenset()
    """Names of fields that the file fills with words in letters nobody can tell."""

    @property
    def credit_line(self) -> str:
        """Maker and giver as the trade writes them, "Jane Roe / Agency", or one where they say the same."""
        if not self.credit or self.credit.casefold() in self.byline.casefold():
            return self.byline
        if self.byline.casefold() in self.credit.casefold():
            return self.credit
        return f"{self.byline} / {self.credit}"[:LINE_CHARACTERS]


def facts_of(file: BinaryIO) -> Facts:
    """Everything that an image file states; never raises for what is in it; leaves it at its beginning."""
    said: dict[str, Any] = {}
    try:
        with opened(file) as image:
            for read in (_xmp, _iptc, _exif):
                for name, value in _attempt(read, image).items():
                    if said.get(name, UNREADABLE) is UNREADABLE:
                        said[name] = value
    except Exception:  # noqa: BLE001 (not an image, or broken: uploads says so in words)
        return Facts()
    finally:
        file.seek(0)
    unread = frozenset(name for name, value in said.items() if value is UNREADABLE)
    known = {field.name for field in fields(Facts)} - unread
    return Facts(**{name: value for name, value in said.items() if name in known}, unread=unread)


def _attempt(read: Callable[[Image.Image], dict[str, Any]], image: Image.Image) -> dict[str, Any]:
    try:
        said = read(image)
    except Exception:  # noqa: BLE001 (see the module's rule)
        return {}
    tidy = {name: _tidy(name, value) if isinstance(value, str) else value for name, value in said.items()}
    return {name: value for name, value in tidy.items() if value}


def _tidy(name: str, text: str) -> str:
    text = _CONTROL.sub("", text).strip()
    if text.casefold() in CAMERAS_OWN_WORDS or text.startswith("Processed with "):
        return ""
    if name != "caption":
        text = " ".join(text.split())
    return text[: TEXT_CHARACTERS.get(name, LINE_CHARACTERS)]


# XMP

_XMP_NAMES = {
    "caption": f"{{{DC}}}description",
    "alt": f"{{{IPTC}}}AltTextAccessibility",
    "byline": f"{{{DC}}}creator",
    "credit": f"{{{PHOTOSHOP}}}Credit",
    "source": f"{{{PHOTOSHOP}}}Source",
    "copyright": f"{{{DC}}}rights",
    "licence_url": f"{{{RIGHTS}}}WebStatement",
    "digital_source_type": f"{{{IPTC_EXTENSION}}}DigitalSourceType",
}


def _xmp(image: Image.Image) -> dict[str, Any]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    if not packet or len(packet) > LARGEST_PACKET_BYTES:
        return {}
    root = SafeXml.fromstring(packet.strip(b"\x00 \t\r\n"), forbid_dtd=True)
    said = {name: _xmp_text(root, term) for name, term in _XMP_NAMES.items()}
    url = said["licence_url"] if said["licence_url"].startswith(("https://", "http://")) else ""
    return {
        **said,
        "licence_url": url if len(url) <= 200 else "",
        "licence": vocabulary.licence_at(url),
        "digital_source_type": vocabulary.source_type_at(said["digital_source_type"]),
    }


def _xmp_text(root: Element, term: str) -> str:
    """The first value of a property, written as attribute, text, or the items of a list."""
    for description in root.iter(f"{{{RDF}}}Description"):
        if term in description.attrib:
            return description.attrib[term]
        found = description.find(term)
        if found is not None:
            items = [item.text or "" for item in found.iter(f"{{{RDF}}}li")]
            many = f"{{{RDF}}}Alt" not in {child.tag for child in found}
            text = ", ".join(filter(None, items)) if many else next(iter(items), "")
            return text or found.get(f"{{{RDF}}}resource") or (found.text or "")
    return ""


# IPTC IIM

_IIM = {"byline": (2, 80), "credit": (2, 110), "source": (2, 115), "copyright": (2, 116), "caption": (2, 120)}
CODED_CHARACTER_SET = (1, 90)
CYRILLIC_LANGUAGES = frozenset({"be", "bg", "ru", "uk"})


def _iptc(image: Image.Image) -> dict[str, Any]:
    records = IptcImagePlugin.getiptcinfo(image) or {}
    stated = records.get(CODED_CHARACTER_SET, b"")
    stated = stated[0] if isinstance(stated, list) else stated
    said: dict[str, Any] = {}
    for name, key in _IIM.items():
        value = records.get(key, b"")
        texts = [_letters(item, stated=stated) for item in (value if isinstance(value, list) else [value])]
        said[name] = UNREADABLE if UNREADABLE in texts else ", ".join(filter(None, texts))
    return said


def _letters(raw: bytes, *, stated: bytes = b"") -> Any:
    """Its text, or UNREADABLE."""
    text = charsets.text_of(raw.replace(b"\x00", b" "), stated=stated, cyrillic=_expects_cyrillic())
    return UNREADABLE if text is None else text


def _expects_cyrillic() -> bool:
    return any(language.split("-")[0] in CYRILLIC_LANGUAGES for language in languages())


# EXIF

IMAGE_DESCRIPTION, ARTIST, COPYRIGHT, EXIF_FOLDER = 0x010E, 0x013B, 0x8298, 0x8769
TAKEN, TAKEN_OFFSET = 0x9003, 0x9011


def _exif(image: Image.Image) -> dict[str, Any]:
    tags = image.getexif()
    said: dict[str, Any] = {
        name: _exif_text(tags.get(tag, ""))
        for name, tag in (("caption", IMAGE_DESCRIPTION), ("byline", ARTIST), ("copyright", COPYRIGHT))
    }
    folder = tags.get_ifd(EXIF_FOLDER)
    return {**said, "taken_at": _moment(str(folder.get(TAKEN, "")), str(folder.get(TAKEN_OFFSET, "")))}


def _exif_text(value: Any) -> Any:
    """EXIF says ASCII; programs write what they like, which Pillow hands over as if it were Latin-1."""
    raw = value if isinstance(value, bytes) else str(value).encode("latin-1", "replace")
    return _letters(raw)


def _moment(text: str, offset: str) -> datetime | None:
    try:
        naive = datetime.strptime(text.strip()[:19], "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
    try:
        zone = datetime.strptime(offset.strip(), "%z").tzinfo
    except ValueError:
        zone = get_default_timezone()
    moment = naive.replace(tzinfo=zone)
    return moment if datetime(1826, 1, 1, tzinfo=UTC) < moment else None
