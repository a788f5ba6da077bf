"""What people type for an address: whether mail could go there, and what they may have meant.

Source  RFC 5321, 5322, 6531 through email-validator; addresses with capitals or letters beyond ASCII before
        the @ are rare and refused by many relays
"""

from dataclasses import dataclass
from difflib import get_close_matches

from disposable_email_domains import blocklist
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from email_validator import EmailNotValidError, validate_email

from freesheet.kit.email import domain_of, normal

COMMON_HOSTS = (
    *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "icloud.com"),
    *("me.com", "aol.com", "proton.me", "protonmail.com", "fastmail.com", "zoho.com", "yandex.com", "mail.com"),
    *("ukr.net", "i.ua", "meta.ua", "bigmir.net", "gmx.de", "gmx.net", "web.de", "t-online.de", "freenet.de"),
    *("hotmail.co.uk", "yahoo.co.uk", "btinternet.com", "wp.pl", "onet.pl", "o2.pl", "interia.pl", "seznam.cz"),
    *("orange.fr", "free.fr", "laposte.net", "wanadoo.fr", "libero.it", "comcast.net", "verizon.net", "att.net"),
)
"""Domains that many readers have, which a typed one is compared with."""
LIKENESS = 0.85
WRONG = _("Please enter a correct e-mail address.")
DISPOSABLE = _("This address would stop working soon. Please enter one that you keep.")


@dataclass(frozen=True)
class Typed:
    """email     normal form, empty when it cannot be one; problem   in words for its writer; meant   a likelier one"""

    email: str = ""
    problem: Promise | str = ""
    meant: str = ""
    disposable: bool = False


def read(typed: str) -> Typed:
    """What somebody typed, judged without asking anybody. A likelier address does not make it a wrong one."""
    try:
        found = validate_email(typed.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return Typed(problem=WRONG, meant=_without_slips(typed))
    email = normal(found.ascii_email or found.normalized)
    disposable = domain_of(email) in blocklist
    if disposable and settings.DISPOSABLE == "refuse":
        return Typed(problem=DISPOSABLE, meant=_likelier(email), disposable=True)
    return Typed(email, meant=_likelier(email), disposable=disposable)


def _likelier(email: str) -> str:
    local, _at, domain = email.rpartition("@")
    if domain in COMMON_HOSTS:
        return ""
    close = get_close_matches(domain, COMMON_HOSTS, n=1, cutoff=LIKENESS)
    return f"{local}@{close[0]}" if close else ""


def _without_slips(typed: str) -> str:
    """The address that is left when commas, spaces and a missing dot are mended; empty if that is none either."""
    mended = "".join(typed.split()).replace(",", ".").strip(".;:<>")
    local, _at, domain = mended.rpartition("@")
    if local and "." not in domain:
        without_end = {name.replace(".", ""): name for name in COMMON_HOSTS} | {
            name.split(".")[0]: name for name in COMMON_HOSTS[::-1]
        }
        close = get_close_matches(domain, without_end, n=1, cutoff=LIKENESS - 0.1)
        mended = f"{local}@{without_end[close[0]] if close else domain}"
    try:
        found = validate_email(mended, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return ""
    email = normal(found.ascii_email or found.normalized)
    return _likelier(email) or email
