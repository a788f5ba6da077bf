"""What is handed to a relay, and what became of it.

Rule    accepted is not delivered; unknown is never taken for refused
Source  RFC 5321 §4.2.1 (reply codes), §4.5.3.2 (time-outs)
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Fate(Enum):
    """What one try came to.

    ACCEPTED   the relay said that it has it
    REFUSED    the relay will never take it for this recipient (5xx)
    DEFERRED   not now (4xx)
    UNKNOWN    the mail was on its way to the relay and no answer came: it may have been taken
    UNTRIED    nothing of it left: it may be tried again without a doubt
    """

    ACCEPTED = "accepted"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"
    UNTRIED = "untried"


@dataclass(frozen=True, slots=True)
class Envelope:
    """One mail to one recipient.

    tag         the caller's: whose mail this is
    sender      where bounces go, bare address
    recipient   bare address, ASCII
    content     the mail, CRLF line ends, no line that begins with a dot; made when it is about to leave
    """

    tag: Any
    sender: str
    recipient: str
    content: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Posted:
    """An envelope's fate; code and words are the relay's, 0 and ours where it said nothing."""

    envelope: Envelope
    fate: Fate
    code: int = 0
    words: str = ""


Supply = Callable[[list[Posted]], list[Envelope]]
"""Called with what became of earlier envelopes, all of them in the end; gives the next ones, none to end.

One that fails is called again with all that it may not have recorded; what it gives then is not taken.
"""
