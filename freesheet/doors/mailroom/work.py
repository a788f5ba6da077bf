"""Posting letters that are due.

Rule    a letter whose acceptance is unknown is not sent again: whoever needs it asks again
"""

from collections import deque
from functools import partial
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy

from freesheet.doors.mailroom import letters
from freesheet.doors.mailroom.models import TO_STAFF, Letter
from freesheet.doors.mailroom.relay.envelopes import Envelope, Fate, Posted
from freesheet.doors.mailroom.relay.providers import provider
from freesheet.doors.mailroom.returning.proofs import proof, return_path
from freesheet.doors.mailroom.returning.returns import Origin
from freesheet.doors.mailroom.signing import dkim, dkim_keys
from freesheet.work import actions as work
from freesheet.work.kinds import MAIL, Kind

TRIES = 22
"""With a pause that doubles up to an hour, about half a day."""
HELD_SECONDS = 3600
"""Longer than a relay can take over two letters on one line, answering each command in the last moment (line.py)."""


def post_letters(claimed: list[Letter]) -> None:
    """Post each letter of a batch and note what became of it; few at a time, so that none outlasts its lease."""
    waiting, under_way = deque(claimed), 0

    def supply(results: list[Posted]) -> list[Envelope]:
        nonlocal under_way
        try:
            for posted in results:
                _note(posted)
        except BaseException:
            waiting.clear()  # what cannot be noted must not leave
            raise
        under_way -= len(results)
        given = _following(waiting, 2 * settings.SMTP_LINES - under_way)
        under_way += len(given)
        return given

    provider().post(supply)


def _following(waiting: deque[Letter], most: int) -> list[Envelope]:
    """The next of those that wait and are still ours, taken from them."""
    given: list[Envelope] = []
    while waiting and len(given) < most:
        letter = waiting.popleft()
        if work.hold(letter, HELD_SECONDS) and (envelope := _envelope(letter)):
            given.append(envelope)
    return given


def _envelope(letter: Letter) -> Envelope | None:
    """None for one that is not to leave any more, which is noted."""
    if letter.until and letter.until < timezone.now():
        _end(letter, Letter.Fate.LATE)
        return None
    if letter.is_suppressed:
        _end(letter, Letter.Fate.SUPPRESSED)
        return None
    try:
        content = letters.unseal(letter)
    except InvalidToken:
        _end(letter, Letter.Fate.REFUSED, answer="what it said was sealed with another key of this newsroom")
        return None
    sender = return_path(proof(letters.ORIGIN, letter.pk), letters.sender_of(content)[1])
    return Envelope(letter, sender, content.to, partial(_content, letter))


def _content(letter: Letter) -> bytes:
    head, body = letters.written(letter)
    if provider().signs:
        head = dkim.signed(head, body, dkim_keys.signatures(letters.sender_of(letters.unseal(letter))[1]))
    return head + b"\r\n" + body


def _note(posted: Posted) -> None:
    letter: Letter = posted.envelope.tag
    words = f"{posted.code} {posted.words}".strip() if posted.code else posted.words
    match posted.fate:
        case Fate.ACCEPTED:
            _end(letter, Letter.Fate.ACCEPTED)
        case Fate.REFUSED:
            _end(letter, Letter.Fate.REFUSED, answer=words[:500])
        case Fate.UNKNOWN:
            _end(letter, Letter.Fate.UNCERTAIN, answer=words[:500])
        case Fate.DEFERRED | Fate.UNTRIED if letter.attempts + 1 >= TRIES:
            _end(letter, Letter.Fate.REFUSED, answer=words[:500])
        case _:
            work.failed(letter, words)


def _end(letter: Letter, fate: Letter.Fate, **changes: Any) -> None:
    work.done(letter, fate=fate, ended_at=timezone.now(), sealed="", **changes)


def address_of(number: int) -> str:
    """Whose a letter was that came back; nobody's of staff, whom a typo of their server's must not lock out."""
    letter = Letter.objects.filter(pk=number).exclude(purpose__in=TO_STAFF).first()
    return letter.recipient if letter else ""


def note_return(number: int, kind: str, words: str) -> None:
    """What did not reach a member of staff is seen at the desk; readers' letters go astray by the dozen."""
    came_back = Letter.objects.filter(pk=number, purpose__in=TO_STAFF, fate=Letter.Fate.ACCEPTED)
    came_back.update(fate=Letter.Fate.REFUSED, answer=words[:500])


OF_LETTERS = Origin(letters.ORIGIN, address_of, note_return)
LETTERS = Kind(
    name="letters", label=gettext_lazy("letter"), model=Letter, do=post_letters, limit=50, lease_seconds=900, lane=MAIL
)
