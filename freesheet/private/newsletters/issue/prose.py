"""Rich text as plain text that reads well: paragraphs, lists, and each link's address behind its words."""

from html.parser import HTMLParser

BREAKS = {"p": "\n\n", "h2": "\n\n", "h3": "\n\n", "h4": "\n\n", "ul": "\n\n", "ol": "\n\n", "br": "\n", "hr": "\n\n"}


class _Prose(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        self._counts: list[int] = []
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self._counts.append(0 if tag == "ol" else -1)
        if tag == "li":
            self.written.append(f"\n{self._mark()} ")
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
        self.written.append(BREAKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._href:
            self.written.append(f" ({self._href})")
            self._href = ""
        elif tag in {"ul", "ol"} and self._counts:
            self._counts.pop()
        self.written.append(BREAKS.get(tag, "") if tag != "br" else "")

    def handle_data(self, data: str) -> None:
        self.written.append(data)

    def _mark(self) -> str:
        if not self._counts or self._counts[-1] < 0:
            return "*"
        self._counts[-1] += 1
        return f"{self._counts[-1]}."


def plain(html: str) -> str:
    """Text of clean rich text (kit.words.markup), an empty line between paragraphs."""
    parser = _Prose()
    parser.feed(html)
    parser.close()
    lines = [" ".join(line.split()) for line in "".join(parser.written).split("\n")]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1])).strip()
