"""What a mail that came back says: an address that is no more, a mail that did not get through, somebody's complaint.

Rule    hard is an address that is no more; full, blocked, late or refused for what the mail says is soft;
        an auto-reply is nothing
Source  RFC 3464 (delivery status), RFC 5965 (complaints), RFC 3834 (auto-replies)
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message

from flufl.bounce import all_failures

from freesheet.doors.mailroom.returning.verdicts import CODE, COMPLAINT, REPLY, SOFT, Verdict, verdict

COMPLAINTS = {"abuse", "fraud", "virus", "other", "opt-out", "opt-out-list"}
"""Feedback that asks for no more mail; not-spam and reports of failed authentication do not."""
FAILED, DELAYED = {"failed", "failure", "fail", "error", "undeliverable"}, {"delayed"}
REPORTS = {"message/delivery-status", "message/global-delivery-status"}
READ_BYTES = 2**20
TEXT_LONGEST = 8000
_AUTO_REPLY = re.compile(
    r"^((re|aw|antw): *)*(auto(matic|matische|mated)?[ _:-]*(reply|response|responder|antwort)?:|"
    r"auto(matic|mated)?[ -]?(reply|response)|out of (the )?office|away (from|until)|vacation|on (leave|holiday)|"
    r"abwesen|réponse automatique|risposta automatica|respuesta automática|"
    r"автоматична відповідь|автовідповідь|автоответ|відсутн)",
    re.IGNORECASE,
)
_MACHINE = re.compile(r"mailer-daemon|postmaster|mail(er)?[- ]?(delivery|admin|system|daemon)|mdaemon", re.IGNORECASE)
_FAILURE = re.compile(
    r"undeliver|returned mail|failure notice|deliver\w* (status|fail|problem|error|notification|report|warning)|"
    r"(not|n.t) (yet )?(been |be )?(deliver|sen[dt])|failed mail|non-?deliver|returned to sender|could not send|"
    r"mail (delivery|system|status|error|failure)( fail| error)?\b|message (status|delayed)|delayed \d|"
    r"trouble delivering|"
    r"error occurred while trying|не (было |був )?доставлен",
    re.IGNORECASE,
)
_WARNING = re.compile(r"warning message only|message is delayed|not yet been delivered", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"^[ >]*-[ >-]*(this is a copy|original message|unsent message|returned message|the (first|header)|body of message|"
    r"below this line|forwarded)|^[ >]*((original|your) message (follows|was)|received: |return-path: |message-id: )",
    re.IGNORECASE | re.MULTILINE,
)


def read(raw: bytes) -> Message:
    """A mail of others, of which no more is looked at than its first megabyte."""
    return message_from_bytes(raw[:READ_BYTES])


def judged(mail: Message) -> Verdict | None:
    """None for what is no return: an auto-reply, a receipt, somebody's letter."""
    if feedback := _feedback(mail):
        return Verdict(COMPLAINT, words=feedback) if feedback in COMPLAINTS else None
    text = _text(mail)
    if told := list(_reported(mail)):
        return _of_report(told, text)
    return None if _is_auto_reply(mail, text) else _of_text(mail, text)


def _feedback(mail: Message) -> str:
    """The kind of a complaint, in small letters; empty where it is none."""
    for part in mail.walk():
        if part.get_content_type() == "message/feedback-report":
            fields = next(_blocks(part), message_from_bytes(_bytes(part)))
            return str(fields["Feedback-Type"] or "abuse").strip().lower()
        if part["X-HmXmrOriginalRecipient"] and "complaint about" in _subject(mail).lower():  # Outlook.com's own form
            return "abuse"
    return ""


def _reported(mail: Message) -> Iterator[tuple[str, str, str]]:
    """Action, status and words of each recipient in a report of delivery."""
    for part in mail.walk():
        for block in _blocks(part) if part.get_content_type() in REPORTS else []:
            if action := re.split(r"[\s;(]", str(block["Action"] or "").strip().lower())[0]:
                status = str(block["Status"] or "")
                code = CODE.search(status)
                comment = "" if "permanent" in status else status.partition("(")[2].rstrip(") ")
                yield action, code[0] if code else "", f"{block['Diagnostic-Code'] or ''} {comment}".strip()


def _blocks(part: Message) -> Iterator[Message]:
    """The groups of fields of which a report consists."""
    inner = part.get_payload()
    yield from (block for block in inner if isinstance(block, Message)) if isinstance(inner, list) else ()


def _of_report(recipients: list[tuple[str, str, str]], text: str) -> Verdict | None:
    ended = [one for one in recipients if one[0] in FAILED]
    for _action, status, words in ended or [one for one in recipients if one[0] in DELAYED]:
        said = f"{words} {text}" if _says_little(words) else words
        found = verdict(said, status=status, permanent=bool(ended), behind=_behind(text))
        return found if words.strip() else Verdict(found.kind, status or found.code, found.words)
    return None


def _says_little(words: str) -> bool:
    return len(re.sub(r"[^a-z]", "", words.lower().replace("smtp", ""))) < 8


def _behind(text: str) -> str:
    """Of what a report tells people, that which shows at what point the other server refused."""
    return "\n".join(re.findall(r"end\s+of\s+data|>>> DATA\s+<<< 550.*\s+554 5.*", text, re.IGNORECASE))


def _of_text(mail: Message, text: str) -> Verdict | None:
    """A bounce that follows no standard: one that a machine wrote about a failure, or that flufl.bounce knows."""
    temporary, permanent = _by_flufl(mail)
    if not (temporary or permanent or _tells_failure(mail, text)):
        return None
    found = verdict(text, permanent=bool(permanent or not temporary) and not _WARNING.search(text))
    is_receipt = found.code.startswith("2") and found.kind == SOFT
    return None if is_receipt else found


def _by_flufl(mail: Message) -> tuple[bool, bool]:
    """Whether flufl.bounce finds addresses that failed for now, or for good; it stumbles over some forgeries."""
    with suppress(Exception):
        temporary, permanent = all_failures(mail)
        return bool(temporary), bool(permanent)
    return False, False


def _tells_failure(mail: Message, text: str) -> bool:
    if mail["X-Failed-Recipients"]:
        return True
    by_machine = _is_from_machine(mail) or CODE.search(text) or REPLY.search(text)
    return bool(by_machine and _FAILURE.search(f"{_subject(mail)} {text[:300]}"))


def _is_from_machine(mail: Message) -> bool:
    return bool(_MACHINE.search(str(mail["From"] or ""))) or str(mail["Return-Path"] or "").strip() == "<>"


def _is_auto_reply(mail: Message, text: str) -> bool:
    """Some servers mark their bounces as replies: what tells of a failure by a machine is none."""
    if _AUTO_REPLY.search(_subject(mail)):
        return True
    marks = {str(mail[name] or "").partition(";")[0].strip().lower() for name in ("Auto-Submitted", "Precedence")}
    marked = marks & {"auto-replied", "auto_reply"} or mail["X-Autoreply"] or mail["X-Autorespond"]
    return bool(marked) and not (_MACHINE.search(str(mail["From"] or "")) and _tells_failure(mail, text))


def _subject(mail: Message) -> str:
    with suppress(ValueError, LookupError):
        return str(make_header(decode_header(str(mail["Subject"] or ""))))
    return ""


def _text(mail: Message) -> str:
    """What a machine tells people, without the mail that it gives back."""
    for part in mail.walk():
        if part.get_content_type() in {"text/plain", "text/html"}:
            said = _bytes(part).decode("utf-8", "replace")[:TEXT_LONGEST]
            if part.get_content_subtype() == "html":
                said = re.sub(r"<(style|script).*?</\1>|<[^@>]*>", " ", said, flags=re.IGNORECASE | re.DOTALL)
            if said.strip():
                return _ORIGINAL.split(said)[0].strip() or said
    return ""


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
