"""What DNS must say of a domain so that mail from it is believed, and what it says.

Rule    nobody answers: that is said as such, and takes seconds, not minutes
Source  RFC 7208 (SPF), RFC 6376 (DKIM), RFC 7489 (DMARC)
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

import dns.exception
import dns.resolver
from django.conf import settings

from freesheet.doors.mailroom.relay.providers import HERE, address_of
from freesheet.doors.mailroom.signing import dkim_keys
from freesheet.kit.email import domain_of

DNS_SECONDS = 3.0


class State(StrEnum):
    """What a record's place in DNS holds."""

    THERE = "there"
    MISSING = "missing"
    OTHER = "other"
    SILENT = "silent"


@dataclass(frozen=True)
class Record:
    """One TXT record: what it is for, where it must stand, what it may say, and what stands there.

    expected    a text to put there; empty where only the relay's provider knows it
    """

    purpose: str
    name: str
    expected: str
    state: State
    actual: str = ""


def records(sender: str) -> list[Record]:
    """Of the domain of that address; asks DNS for all at once."""
    domain = domain_of(sender)
    asked = [
        ("SPF", domain, _spf(), "v=spf1"),
        *(("DKIM", f"{one.selector}._domainkey.{domain}", one.record, "") for one in dkim_keys.signatures(sender)),
        ("DMARC", f"_dmarc.{domain}", f"v=DMARC1; p=none; rua=mailto:{sender}", "v=DMARC1"),
    ]
    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(lambda one: _looked_up(*one), asked))


def _spf() -> str:
    """Ours where mail leaves from here; of a relay only its provider knows."""
    host = address_of(settings.SMTP_URL).host if settings.SMTP_URL else ""
    return "v=spf1 a mx ~all" if host in HERE else ""


def _looked_up(purpose: str, name: str, wanted: str, begins: str) -> Record:
    """There: with the very text, or, where newsrooms differ (begins), with any of that kind."""
    try:
        texts = _texts(name)
    except dns.exception.DNSException:
        return Record(purpose, name, wanted, State.SILENT)
    for text in texts:
        if text.lower().startswith(begins.lower()) if begins else _same(text, wanted):
            return Record(purpose, name, wanted, State.THERE, text)
    return Record(purpose, name, wanted, State.OTHER if texts and not begins else State.MISSING, "; ".join(texts))


def _texts(name: str) -> list[str]:
    """Raises dns.exception.DNSException where nobody answers."""
    try:
        answer = dns.resolver.resolve(name, "TXT", lifetime=DNS_SECONDS, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    return [b"".join(one.strings).decode("utf-8", "replace") for one in answer]


def _same(text: str, wanted: str) -> bool:
    return "".join(text.split()) == "".join(wanted.split())
