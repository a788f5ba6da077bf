"""Whom mail is handed to: the local outbox, or a relay.

Rule    one provider an install, the same for letters and for issues; kept between posts
"""

from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings

from freesheet.doors.mailroom.relay.envelopes import Supply
from freesheet.doors.mailroom.relay.outbox import Outbox
from freesheet.doors.mailroom.relay.pace import Pace
from freesheet.doors.mailroom.relay.relay import Address, Encryption, Relay

HERE = {"localhost", "127.0.0.1", "::1"}


class Provider(Protocol):
    signs: bool
    """Whether mail is to be signed by us before it is handed over."""

    def post(self, supply: Supply, *, pace: Pace | None = None) -> None:
        """Post what supply gives until it gives none; supply has then been told of every envelope it gave.

        pace    of these mails, beside the install's own
        """


def provider() -> Provider:
    """The install's provider, as its settings are now."""
    return _provider(settings.SMTP_URL, str(settings.OUTBOX), settings.SMTP_LINES, settings.MAILS_A_SECOND)


def outbox() -> Outbox:
    return Outbox(Path(settings.OUTBOX))


@cache
def _provider(url: str, folder: str, lines: int, a_second: int) -> Provider:
    return Relay(address_of(url), lines=lines, a_second=a_second) if url else Outbox(Path(folder))


def address_of(url: str) -> Address:
    """A relay's address from smtp://user:password@host:587 or smtps://…:465.

    smtp:// uses STARTTLS, and stays in clear on this machine and where the address ends in ?tls=none.
    """
    parts = urlsplit(url)
    in_clear = parts.query == "tls=none" or (parts.hostname in HERE and not parts.username)
    encrypted = Encryption.NONE if in_clear else Encryption.STARTTLS
    site = urlsplit(settings.SITE_URL)
    return Address(
        host=parts.hostname or "",
        port=parts.port or (465 if parts.scheme == "smtps" else 587),
        encryption=Encryption.TLS if parts.scheme == "smtps" else encrypted,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        local_name=site.hostname or "localhost",
    )
