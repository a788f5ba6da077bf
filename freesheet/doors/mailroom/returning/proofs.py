"""What each mail of ours carries, so that it is known when it comes back: whose mail it was, and a keyed hash of that.

Rule    128 bits of hash, in small letters and digits alone: servers may change capitals on the way
Source  RFC 5233 (an address with a detail behind "+"), RFC 5321 §4.5.3.1.1 (64 octets), RFC 2104 (HMAC)
"""

import re
from hmac import compare_digest
from itertools import islice

from django.conf import settings

from freesheet.kit.sealing import keyed_hash, keyed_hashes

PURPOSE = b"freesheet.doors.mailroom proof 1"
MAC_BYTES = 16
PROOFS_TRIED = 50
"""How many that look like one are tried in one mail: somebody else may have written thousands."""
_PROOF = re.compile(r"(?<![\w.])([a-z]\.\d{1,12})\.([0-9a-f]{32})(?!\w)", re.IGNORECASE)


def proof(origin: str, number: int) -> str:
    """For one mail. origin: a letter that says which room's; number: the room's own for that mail."""
    written = f"{origin}.{number}"
    return f"{written}.{_as_text(keyed_hash(written, PURPOSE))}"


def proven(text: str) -> tuple[str, int] | None:
    """Origin and number of the first mail of ours that is proven anywhere in a text, by today's key or a former one."""
    for found in islice(_PROOF.finditer(text), PROOFS_TRIED):
        written, mac = found[1].lower(), found[2].lower()
        if any(compare_digest(_as_text(one), mac) for one in keyed_hashes(written, PURPOSE)):
            origin, _dot, number = written.partition(".")
            return origin, int(number)
    return None


def return_path(proof: str, sender: str) -> str:
    """The envelope's sender of the mail with that proof; its From's address where returns are not taken in."""
    if not settings.BOUNCES_TO:
        return sender
    local, _at, domain = settings.BOUNCES_TO.partition("@")
    return f"{local}+{proof}@{domain}"


def _as_text(mac: bytes) -> str:
    return mac[:MAC_BYTES].hex()
