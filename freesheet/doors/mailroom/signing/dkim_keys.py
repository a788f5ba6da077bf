"""The keys that sign our mail: made once, kept where only we may read them.

Rule    RSA for every receiver and Ed25519 beside it; both belong to every sender domain of the install
"""

from functools import cache, partial
from pathlib import Path

from django.conf import settings

from freesheet.doors.mailroom.signing.dkim import Signature, new_key, signature
from freesheet.kit.disk import made_once
from freesheet.kit.email import domain_of

SELECTORS = {"freesheet": False, "freesheet-ed": True}
"""Selector → whether its key is Ed25519."""


def signatures(sender: str) -> tuple[Signature, ...]:
    """How mail from that address is signed; none where signing is off."""
    return _signatures(domain_of(sender), str(settings.DKIM_KEYS)) if settings.DKIM_KEYS else ()


@cache
def _signatures(domain: str, folder: str) -> tuple[Signature, ...]:
    return tuple(
        signature(
            made_once(Path(folder) / f"{selector}.pem", partial(new_key, ed25519_key=is_ed25519)),
            domain=domain,
            selector=selector,
        )
        for selector, is_ed25519 in SELECTORS.items()
    )
