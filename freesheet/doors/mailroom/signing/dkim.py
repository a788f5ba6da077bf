"""DKIM: what says that a mail is ours and that nobody changed it on the way.

Rule    relaxed headers, simple body: a stencil's bytes are canonical as they stand
Source  RFC 6376 (DKIM), RFC 8463 (Ed25519), RFC 8301 (key sizes), RFC 8058 §4 (which headers a list must sign)
"""

import base64
import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

SIGNED = (
    "from", "to", "subject", "date", "message-id", "reply-to", "mime-version", "content-type",
    "list-id", "list-unsubscribe", "list-unsubscribe-post", "feedback-id",
)  # fmt: skip
"""Headers that are signed where they stand; From twice, so that no second one can be put before it (RFC 6376 §8.15)."""
RSA_BITS = 2048
_SPACE = re.compile(rb"[ \t\r\n]+")
_FOLD = re.compile(rb"\r\n(?=[ \t])")
Key = rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


class BadKey(ValueError):
    """Not a private key that DKIM can sign with; the message says what it is instead."""


@dataclass(frozen=True)
class Signature:
    """One key's name in DNS, <selector>._domainkey.<domain>, and how it signs."""

    domain: str
    selector: str
    algorithm: str
    sign: Callable[[bytes], bytes]
    record: str
    """The TXT record that must stand there."""

    def header(self, head: bytes, body_hash: str, *, now: int) -> bytes:
        """The DKIM-Signature line over these header lines, CRLF at its end."""
        chosen = _chosen(head)
        names = [*(name.decode() for name, _ in chosen), "from"]
        named = ":\r\n  ".join(":".join(names[at : at + 5]) for at in range(0, len(names), 5))
        value = (
            f"v=1; a={self.algorithm}; c=relaxed/simple; d={self.domain}; s={self.selector}; t={now};\r\n"
            f" h={named};\r\n bh={body_hash};\r\n b="
        ).encode()
        canonical = b"".join(name + b":" + content + b"\r\n" for name, content in chosen)
        canonical += b"dkim-signature:" + _relaxed(value)
        signature = base64.b64encode(self.sign(canonical))
        wrapped = b"\r\n ".join(signature[at : at + 72] for at in range(0, len(signature), 72))
        return b"DKIM-Signature: " + value + wrapped + b"\r\n"


def signature(pem: bytes, *, domain: str, selector: str) -> Signature:
    """A signature from a private key, PKCS #8 or traditional PEM; raises BadKey."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as problem:
        raise BadKey("not a private key in PEM without a passphrase") from problem
    if isinstance(key, ed25519.Ed25519PrivateKey):
        public = key.public_key().public_bytes_raw()
        # RFC 8463 §3: what Ed25519 signs is the SHA-256 of the data
        return Signature(
            domain, selector, "ed25519-sha256", lambda data: key.sign(hashlib.sha256(data).digest()),
            record=f"v=DKIM1; k=ed25519; p={base64.b64encode(public).decode()}",
        )  # fmt: skip
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 1024:
        der = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        return Signature(
            domain, selector, "rsa-sha256", lambda data: key.sign(data, padding.PKCS1v15(), hashes.SHA256()),
            record=f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}",
        )  # fmt: skip
    raise BadKey("neither an RSA key of 1024 bits or more nor an Ed25519 key")


def new_key(*, ed25519_key: bool = False) -> bytes:
    """A new private key as PKCS #8 PEM: RSA, which every receiver knows, or Ed25519 to stand beside it."""
    key: Key = (
        ed25519.Ed25519PrivateKey.generate()
        if ed25519_key
        else rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    )
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def signed(head: bytes, body: bytes, signatures: tuple[Signature, ...], *, now: int | None = None) -> bytes:
    """The header lines with a DKIM-Signature of each before them; body ends in one CRLF, as a stencil's does."""
    if not signatures:
        return head
    moment = int(time.time()) if now is None else now
    body_hash = base64.b64encode(hashlib.sha256(body).digest()).decode()
    return b"".join(one.header(head, body_hash, now=moment) for one in signatures) + head


def _chosen(head: bytes) -> list[tuple[bytes, bytes]]:
    """Canonical name and content of the headers that are signed, in the order they stand."""
    chosen = []
    for line in _FOLD.sub(b"", head).split(b"\r\n"):
        name, _, value = line.partition(b":")
        if (low := name.strip().lower()).decode("ascii") in SIGNED:
            chosen.append((low, _relaxed(value)))
    return chosen


def _relaxed(value: bytes) -> bytes:
    return _SPACE.sub(b" ", value).strip(b" ")
