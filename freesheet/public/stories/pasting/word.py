"""A Word file as a document: its text, its pictures' files, and what nobody could take over.

Rule    sizes are looked at before anything is unpacked, and no part with a DTD is read: a bomb costs nothing
Source  ECMA-376 parts 1 (WordprocessingML, DrawingML) and 2 (the package, a ZIP file)
"""

import hashlib
import logging
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

import mammoth
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freesheet.public.stories.pasting import reading
from freesheet.public.stories.pasting.document import Document
from freesheet.public.stories.pasting.losses import Loss, Losses
from freesheet.public.stories.pasting.tree import TooLong

log = logging.getLogger(__name__)
MOST_PARTS = 2_000
MOST_XML_BYTES, MOST_TAGS = 12_000_000, 150_000
"""Of all text parts together, unpacked. A story has some ten thousand tags (decision 13)."""
MOST_PICTURE_BYTES = 120_000_000
MOST_PICTURES = 40
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
comment-reference => sup
"""
BY_MACHINE = "Description automatically generated"
"""What Word adds to an alternative text that it has thought up."""
KEPT_AS = {
    "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    "image/avif": "avif", "image/heic": "heic", "image/tiff": "tif", "image/bmp": "bmp",
}  # fmt: skip
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNREAD = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": Loss.DRAWING,
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": Loss.DRAWING,
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": Loss.FORMULA,
    f"{_W}del": Loss.DELETED,
    f"{_W}ins": Loss.INSERTED,
}
_WORDS = frozenset({f"{_W}t", f"{_W}delText", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})


@dataclass
class WordFile:
    """What a file came to; pictures: the bytes of each and the ending of its kind, by the figures' names."""

    document: Document = field(default_factory=Document)
    pictures: dict[str, tuple[bytes, str]] = field(default_factory=dict)


def open_word(file: BinaryIO, losses: Losses) -> WordFile:
    """Read a .docx; raises ValidationError in words for what is none or is broken, TooLong."""
    try:
        with zipfile.ZipFile(file) as package:
            _check_sizes(package.infolist())
            main = _check_parts(package)
        _note_unread(main, losses)
        pictures = _Pictures(losses)
        file.seek(0)
        converted = mammoth.convert_to_html(
            file, style_map=STYLES, include_embedded_style_map=False, convert_image=pictures.keep
        )
        document = reading.document_of(converted.value, losses, files=pictures.found)
    except (ValidationError, TooLong):
        raise
    except Exception:  # a file that is broken, or none of Word's, fails in many ways
        log.warning("A Word file could not be read.", exc_info=True)
        words = _(
            "This file is broken, or no Word document. Open it in Word or LibreOffice and save it as .docx again."
        )
        raise ValidationError(words) from None
    return WordFile(document, pictures.found)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    xml_bytes = sum(part.file_size for part in parts if _is_text(part))
    other_bytes = sum(part.file_size for part in parts if not _is_text(part))
    if len(parts) > MOST_PARTS or xml_bytes > MOST_XML_BYTES or other_bytes > MOST_PICTURE_BYTES:
        raise TooLong


def _is_text(part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels"))


def _check_parts(package: zipfile.ZipFile) -> Element:
    """Parse every text part as nobody can trick us with; returns the document itself."""
    texts = {part.filename: package.read(part) for part in package.infolist() if _is_text(part)}
    if sum(text.count(b"<") for text in texts.values()) > MOST_TAGS:
        raise TooLong
    return {name: fromstring(text, forbid_dtd=True) for name, text in texts.items()}["word/document.xml"]


def _note_unread(main: Element, losses: Losses) -> None:
    """What stands in the text and mammoth passes over."""
    for element in main.iter():
        loss = _UNREAD.get(element.tag)
        words = "".join(_words(element)) if loss else ""
        if loss and (words or loss is Loss.DRAWING):
            losses.note(loss, words)


def _words(element: Element) -> Iterator[str]:
    return (inner.text or "" for inner in element.iter() if inner.tag in _WORDS)


class _Pictures:
    """The files of a document's pictures, each once."""

    def __init__(self, losses: Losses) -> None:
        self.found: dict[str, tuple[bytes, str]] = {}
        self._losses = losses
        self._read = 0

    @property
    def keep(self) -> Any:
        """What mammoth asks for each picture: an address, or "" if we have noted that it stays behind."""
        return mammoth.images.img_element(self._keep)

    def _keep(self, image: Any) -> dict[str, str]:
        alt = (image.alt_text or "").replace(BY_MACHINE, "").strip()
        ending = KEPT_AS.get(image.content_type or "")
        if ending is None:
            self._losses.note(Loss.DRAWING, alt or str(image.content_type or ""))
            return {"hidden": ""}
        self._read += 1
        try:
            with image.open() as file:
                data = file.read() if self._read <= MOST_PICTURES else b""
        except (KeyError, ValueError):  # it only says where the picture is
            data = b""
        if not data:
            return {"src": "", "alt": alt}
        name = f"picture-{hashlib.sha256(data).hexdigest()}"
        self.found[name] = (data, ending)
        return {"src": name, "alt": alt}


def named(document_name: str, number: int, ending: str) -> str:
    """A file name for a document's picture."""
    return f"{PurePath(document_name).stem[:80] or 'word'} {number}.{ending}"
