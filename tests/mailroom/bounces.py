"""Mail that comes back, as receiving servers write it, for a mail of ours."""

from tests.mailroom.relays import Taken

GONE = ("failed", "5.1.1", "550 5.1.1 <{to}>: Recipient address rejected: User unknown")
FULL = ("failed", "5.2.2", "552 5.2.2 Mailbox full")


def bounce(of: Taken, *, says: tuple[str, str, str] = GONE, to: str = "") -> bytes:
    """A report of delivery (RFC 3464) that goes to a mail's envelope sender and quotes its headers."""
    action, status, words = says
    head = of.content.partition(b"\r\n\r\n")[0].decode()
    return (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.org\r\nTo: {to or of.sender}\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=_1"\r\n\r\n'
        f"--=_1\r\nContent-Type: text/plain\r\n\r\nI could not deliver it.\r\n"
        f"--=_1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {of.recipient}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; {words.format(to=of.recipient)}\r\n\r\n"
        f"--=_1\r\nContent-Type: text/rfc822-headers\r\n\r\n{head}\r\n\r\n--=_1--\r\n"
    ).encode()


def complaint(of: Taken) -> bytes:
    """A reader pressed "spam" (RFC 5965)."""
    before = (
        b"From: feedback@mail.example.org\r\nTo: abuse@paper.example.org\r\nSubject: FW: The lock is open\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary="=_2"\r\n\r\n'
        b"--=_2\r\nContent-Type: text/plain\r\n\r\nThis is an abuse report.\r\n"
        b"--=_2\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n"
        b"\r\n--=_2\r\nContent-Type: message/rfc822\r\n\r\n"
    )
    return before + of.content + b"\r\n--=_2--\r\n"


def auto_reply(of: Taken) -> bytes:
    return (
        f"From: {of.recipient}\r\nTo: {of.sender}\r\nSubject: Out of office: The lock is open\r\n"
        "Auto-Submitted: auto-replied\r\n\r\nBack in May. Room 5.1.1. User unknown is not my name.\r\n"
    ).encode()
