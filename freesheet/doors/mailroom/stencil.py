"""A mail rendered once; every recipient gets a copy with their own values put in: bytes patched, nothing built.

Rule    no line of a stencil begins with a dot and all are 7-bit, so a relay changes no byte and DKIM holds
Source  RFC 5322 (headers), RFC 2045 §6.7 (quoted-printable), RFC 2046 §5.1.4 (multipart/alternative)
"""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.header import Header
from email.utils import formataddr, parseaddr
from quopri import encodestring

SLOT = re.compile("\ue000(\\w+)\ue001")
"""A slot's name between two characters that mean nothing (Unicode, private use)."""
ADDRESSES = {"from", "reply-to", "sender"}
SOFT_BREAK = b"=\r\n"
LINE_LONGEST = 70
"""Characters of a value that fit a line of their own with room for its soft break (RFC 2045: 76)."""
_DOT = re.compile(rb"^\.", re.MULTILINE)
_PLAIN = re.compile(r"[!-<>-~]+\Z")
_ENDS = re.compile(r"\r\n?|\n")
_BREAKS = re.compile(r"[\r\n\0]")


class BadHeader(ValueError):
    """A header or a value in one has a line break: it would begin a header of somebody else's."""


@dataclass(frozen=True)
class Stencil:
    """Header lines and a body, each cut at its slots: static, name, static, name, …, static."""

    head: tuple[bytes | str, ...]
    body: tuple[bytes | str, ...]

    @property
    def slots(self) -> set[str]:
        return {piece for piece in (*self.head, *self.body) if isinstance(piece, str)}

    def stamped(self, values: Mapping[str, str]) -> tuple[bytes, bytes]:
        """Head and body of one copy, CRLF line ends; both together with an empty line between are the mail.

        raises  KeyError for a slot without a value, BadHeader for a line break in a header's
        """
        return _filled(self.head, values, _in_header), _filled(self.body, values, _in_body)


def slot(name: str) -> str:
    """What stands in headers and parts where a copy gets that value."""
    return f"\ue000{name}\ue001"


def without_slots(text: str) -> str:
    """Text of others, in which no slot can stand."""
    return text.replace("\ue000", "").replace("\ue001", "")


def stencil(*, headers: Iterable[tuple[str, str]], text: str, html: str = "") -> Stencil:
    """A mail of a text part and, if given, an HTML part; slots may stand in headers and parts.

    headers     in order; Date and Message-ID are the caller's, MIME's are added. One with a slot is ASCII.
    raises      BadHeader
    """
    named = [*headers, ("MIME-Version", "1.0")]
    if not html:
        mime, body = _part("plain", text)
        return Stencil(tuple(_head([*named, *mime])), tuple(body))
    boundary = f"=_{secrets.token_hex(12)}"
    pieces: list[bytes | str] = []
    for kind, content in (("plain", text), ("html", html)):
        mime, body = _part(kind, content)
        pieces += [f"--{boundary}\r\n".encode(), *_head(mime), b"\r\n", *body]
    pieces.append(f"--{boundary}--\r\n".encode())
    alternative = ("Content-Type", f'multipart/alternative; boundary="{boundary}"')
    return Stencil(tuple(_head([*named, alternative])), tuple(_joined(pieces)))


def _head(headers: Iterable[tuple[str, str]]) -> list[bytes | str]:
    pieces: list[bytes | str] = []
    for name, value in headers:
        if _BREAKS.search(name + value):
            raise BadHeader(name)
        pieces += _cut(f"{name}: {_encoded(name, value)}\r\n", lambda static: static.encode("ascii"))
    return _joined(pieces)


def _encoded(name: str, value: str) -> str:
    """As it stands in a header: RFC 2047 where it is not ASCII. Slots stand in ASCII values only."""
    if value.replace("\ue000", "").replace("\ue001", "").isascii():
        return value
    if name.lower() in ADDRESSES:
        return formataddr(parseaddr(value))
    return Header(value, "utf-8", header_name=name).encode(linesep="\r\n")


def _part(kind: str, content: str) -> tuple[list[tuple[str, str]], list[bytes | str]]:
    """MIME headers of a text part, and its pieces; ends in a line end."""
    mime = [
        ("Content-Type", f"text/{kind}; charset=utf-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
    ]
    lined = _ENDS.sub("\n", content).rstrip("\n")  # a signed body ends in one line end (RFC 6376 §3.4.3)
    pieces = _cut(lined, _quoted)
    between: list[bytes | str] = []
    for piece in pieces:
        between += [SOFT_BREAK, piece, SOFT_BREAK] if isinstance(piece, str) else [piece]
    return mime, _joined([*between, b"\r\n"])


def _cut(content: str, encoded: Callable[[str], bytes]) -> list[bytes | str]:
    pieces: list[bytes | str] = []
    end = 0
    for found in SLOT.finditer(content):
        pieces += [encoded(content[end : found.start()]), found[1]]
        end = found.end()
    return [*pieces, encoded(content[end:])]


def _joined(pieces: Iterable[bytes | str]) -> list[bytes | str]:
    """The same with neighbouring bytes as one."""
    joined: list[bytes | str] = []
    for piece in pieces:
        if joined and isinstance(piece, bytes) and isinstance(joined[-1], bytes):
            joined[-1] += piece
        elif piece:
            joined.append(piece)
    return joined


def _filled(pieces: tuple[bytes | str, ...], values: Mapping[str, str], encoded: Callable[[str], bytes]) -> bytes:
    known = {name: encoded(values[name]) for name in {piece for piece in pieces if isinstance(piece, str)}}
    return b"".join([known[piece] if isinstance(piece, str) else piece for piece in pieces])


def _quoted(content: str) -> bytes:
    quoted = encodestring(content.encode()).replace(b"\n", b"\r\n")
    return _DOT.sub(b"=2E", quoted)


def _in_header(value: str) -> bytes:
    if _BREAKS.search(value):
        raise BadHeader("a value for a header has a line break")
    return value.encode("ascii")


def _in_body(value: str) -> bytes:
    if len(value) <= LINE_LONGEST and value[:1] != "." and _PLAIN.match(value):
        return value.encode("ascii")
    return _quoted(_ENDS.sub("\n", value))
