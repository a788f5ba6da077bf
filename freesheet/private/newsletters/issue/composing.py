"""An issue as a mail: rendered once, each reader's values put in as it leaves.

Rule    a mail carries its reader's unsubscribe token and nobody else's
Source  RFC 2919 (List-Id), RFC 8058 (List-Unsubscribe-Post), RFC 3834 (Precedence is not set: it is a list)
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime, formataddr, parseaddr
from typing import NamedTuple

import mrml
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone, translation

from freesheet.doors.mailroom.returning.proofs import proof
from freesheet.doors.mailroom.stencil import Stencil, slot, stencil, without_slots
from freesheet.kit.email import domain_of
from freesheet.kit.words.text import printable
from freesheet.private.newsletters import tokens
from freesheet.private.newsletters.issue.contents import contents
from freesheet.private.newsletters.models import Issue, Newsletter, Plate
from freesheet.private.newsletters.page.archive import in_browser
from freesheet.public.masthead.models import imprint

TO, TOKEN, PROOF = "to", "token", "proof"
"""Slots: the recipient's address, the unsubscribe token, what proves a return of it."""


@dataclass(frozen=True)
class Mail:
    """An issue rendered; sender is its From's bare address."""

    stencil: Stencil
    sender: str

    def copy(self, values: Mapping[str, str]) -> tuple[bytes, bytes]:
        """Head and body of one reader's mail, not signed."""
        return self.stencil.stamped(values)


def values(*, email: str, delivery: int, subscription: int, issue: int) -> dict[str, str]:
    """What one copy gets in its slots; takes primary keys, so that no row need be read."""
    return {TO: email, TOKEN: tokens.of_delivery(subscription, issue), PROOF: proof(tokens.ORIGIN, delivery)}


def sender_of(newsletter: Newsletter) -> tuple[str, str]:
    """Name and bare address."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return newsletter.sender_name or newsletter.name, newsletter.sender_email or address


def list_id(newsletter: Newsletter) -> str:
    """RFC 2919: a name that stays, in a domain that is the sender's."""
    domain = domain_of(sender_of(newsletter)[1]) or "localhost"
    return f"<{newsletter.slug}.{newsletter.language}.{domain}>"


def composed(issue: Issue) -> Mail:
    """The mail of an issue as it is now."""
    newsletter = issue.newsletter
    name, sender = sender_of(newsletter)
    domain = sender.rpartition("@")[2] or "localhost"
    leave = f"{settings.SITE_URL}/u/{slot(TOKEN)}/"
    headers = [
        ("From", formataddr((name, sender))),
        ("To", slot(TO)),
        ("Subject", without_slots(issue.subject)),
        ("Date", format_datetime(timezone.now())),
        ("Message-ID", f"<{slot(PROOF)}.{issue.pk}@{domain}>"),
        *([("Reply-To", newsletter.reply_to)] if newsletter.reply_to else []),
        ("List-Id", list_id(newsletter)),
        ("List-Unsubscribe", f"<{leave}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    ]
    text, html = _plate(issue) or _bodies(issue)
    return Mail(stencil(headers=headers, text=text, html=html), sender)


def make_plate(issue: Issue) -> None:
    """Render it for good: whoever sends of it from now on, after however long, sends this."""
    text, html = _bodies(issue)
    Plate.objects.create(issue=issue, text=text, html=html)


def _plate(issue: Issue) -> tuple[str, str] | None:
    return Plate.objects.filter(issue=issue.pk).values_list("text", "html").first()


def _bodies(issue: Issue) -> tuple[str, str]:
    """With a slot for the token. MJML writes no slot's characters: a word nobody can guess stands in."""
    mark = secrets.token_hex(16)
    text, html = (without_slots(body).replace(mark, slot(TOKEN)) for body in written(issue, token=mark))
    return text, html


class Bodies(NamedTuple):
    """A mail's two parts."""

    text: str
    html: str


def written(issue: Issue, *, token: str) -> Bodies:
    """Plain text, and HTML by way of MJML, both with that token in their links."""
    newsletter = issue.newsletter
    with translation.override(newsletter.language):
        context = {
            "issue": issue,
            "newsletter": newsletter,
            "parts": contents(issue),
            "paper": imprint(newsletter.language),
            "day": formats.date_format(timezone.localtime(issue.frozen_at or timezone.now())),
            "leave": f"{settings.SITE_URL}/u/{token}/",
            "preferences": f"{settings.SITE_URL}{reverse('account')}?in={newsletter.language}",
            "site": settings.SITE_URL,
            "in_browser": f"{settings.SITE_URL}{in_browser(issue)}",
        }
        text = render_to_string("newsletters/mail/issue.txt", context)
        source = render_to_string("newsletters/mail/issue.mjml", context)
    return Bodies(text, mrml.to_html(printable(source)).content)  # XML cannot hold control characters
