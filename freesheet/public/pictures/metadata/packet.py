"""The little that a published file says about itself: who made it, whose it is, how it came to be.

Rule    nothing of the original's own metadata is copied; every word comes from the picture's row
Source  XMP specification part 1 (ISO 16684-1); IPTC Photo Metadata Standard 2024
"""

import re
from typing import Protocol
from xml.etree import ElementTree as Xml

from freesheet.public.pictures.metadata.vocabulary import SOURCE_TYPE_ADDRESS

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
IPTC = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
IPTC_EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
XML = "http://www.w3.org/XML/1998/namespace"
META = "adobe:ns:meta/"
_PREFIXES = {
    "rdf": RDF,
    "dc": DC,
    "photoshop": PHOTOSHOP,
    "xmpRights": RIGHTS,
    "Iptc4xmpExt": IPTC_EXTENSION,
    "x": META,
}
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

for _prefix, _address in _PREFIXES.items():
    Xml.register_namespace(_prefix, _address)


class Credited(Protocol):
    """What of a picture is written into its files."""

    byline: str
    credit: str
    copyright: str
    digital_source_type: str

    @property
    def licence_address(self) -> str: ...


def packet(picture: Credited) -> bytes:
    """An XMP packet: creator, credit, copyright, licence, digital source type; empty when none is known."""
    top = Xml.Element(f"{{{META}}}xmpmeta")
    description = Xml.SubElement(Xml.SubElement(top, f"{{{RDF}}}RDF"), f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
    for name, text in _simple(picture).items():
        if text:
            Xml.SubElement(description, name).text = _NOT_XML.sub("", text)
    if picture.byline:
        _listed(description, f"{{{DC}}}creator", "Seq").text = _NOT_XML.sub("", picture.byline)
    if picture.copyright:
        item = _listed(description, f"{{{DC}}}rights", "Alt")
        item.set(f"{{{XML}}}lang", "x-default")
        item.text = _NOT_XML.sub("", picture.copyright)
    if not len(description):
        return b""
    return b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>' + Xml.tostring(top, "utf-8") + b'<?xpacket end="r"?>'


def _simple(picture: Credited) -> dict[str, str]:
    kind = picture.digital_source_type
    return {
        f"{{{PHOTOSHOP}}}Credit": picture.credit,
        f"{{{RIGHTS}}}WebStatement": picture.licence_address,
        f"{{{IPTC_EXTENSION}}}DigitalSourceType": SOURCE_TYPE_ADDRESS + kind if kind else "",
    }


def _listed(parent: Xml.Element, name: str, container: str) -> Xml.Element:
    listing = Xml.SubElement(Xml.SubElement(parent, name), f"{{{RDF}}}{container}")
    return Xml.SubElement(listing, f"{{{RDF}}}li")
