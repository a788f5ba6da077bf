"""Django's mail through the mailroom: what allauth and Django send becomes letters.

Rule    no part of a mail is lost: what a letter cannot carry is refused
"""

from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from freesheet.doors.mailroom.actions import due
from freesheet.doors.mailroom.letters import Content
from freesheet.kit.words.text import plain

PLAIN, HTML = "text/plain", "text/html"


class Letters(BaseEmailBackend):
    """One letter a recipient, in the caller's transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            content = _content(message)
            for recipient in message.recipients():
                due(content, to=_bare(recipient), purpose="staff")
        return len(email_messages)


def _bare(recipient: str) -> str:
    """The address in "Name <address>"; raises ValueError where there is none."""
    _name, address = parseaddr(recipient)
    if "@" not in address:
        raise ValueError(f"{recipient!r} has no address")
    return address


def _content(message: EmailMessage) -> Content:
    """Raises ValueError for what no letter of ours has: attachments, and parts beside text and HTML."""
    if message.attachments:
        raise ValueError("a letter carries no attachment")
    text, html = _parts(message)
    return Content(
        subject=str(message.subject),
        text=text,
        html=html,
        sender=message.from_email,
        reply_to=", ".join(message.reply_to),
        headers=tuple((name, str(value)) for name, value in message.extra_headers.items()),
    )


def _parts(message: EmailMessage) -> tuple[str, str]:
    """Its text and its HTML; a mail of HTML alone gets its words as text."""
    parts = [(f"text/{message.content_subtype}", str(message.body))]
    if isinstance(message, EmailMultiAlternatives):
        parts += [(str(kind), str(content)) for content, kind in message.alternatives]
    said = dict(parts)
    if len(said) < len(parts) or not set(said) <= {PLAIN, HTML}:
        raise ValueError(f"a letter has a text and HTML, not {', '.join(kind for kind, _ in parts)}")
    html = said.get(HTML, "")
    return said.get(PLAIN) or plain(html), html
