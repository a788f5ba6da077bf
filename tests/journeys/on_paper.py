"""What stands on which page of a PDF that Chromium has printed, by its links: they are there in plain text.

Source  ISO 32000-1, 7.7.3.3 (page objects), 12.6.4.7 (URI actions)
"""

import re

_PAGE = re.compile(rb"/Type /Page\n.*?endobj", re.DOTALL)
_LINKS = re.compile(rb"/Annots \[([^\]]*)\]")
_LINK = re.compile(
    rb"^(\d+) 0 obj\n(?:(?!endobj).)*?/Rect \[\S+ \S+ \S+ (\S+)\](?:(?!endobj).)*?/URI \(([^)]*)\)",
    re.DOTALL | re.MULTILINE,
)


def links_by_page(pdf: bytes) -> list[list[str]]:
    """Of each page the addresses that its links lead to, from top to bottom."""
    places = {number: (-float(top), url.decode()) for number, top, url in _LINK.findall(pdf)}
    pages = [_LINKS.search(page[0]) for page in _PAGE.finditer(pdf)]
    numbers = [re.findall(rb"(\d+) 0 R", links[1]) if links else [] for links in pages]
    return [[url for _top, url in sorted(places[one] for one in found if one in places)] for found in numbers]
