"""The local outbox: mails become files that staff read, and leave nowhere. What a newsroom begins with.

Rule    a file is whole or not there
"""

import logging
import os
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from secrets import token_hex

from freesheet.doors.mailroom.relay.envelopes import Envelope, Fate, Posted, Supply
from freesheet.doors.mailroom.relay.pace import Pace

log = logging.getLogger(__name__)


class Outbox:
    """A folder with one folder a day."""

    signs = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def post(self, supply: Supply, *, pace: Pace | None = None) -> None:
        """Files need no sparing: pace is not looked at."""
        told: list[Posted] = []
        while envelopes := supply(told):
            told = [self._put(envelope) for envelope in envelopes]

    def newest(self, count: int, *, to: str = "") -> list["OutboxMail"]:
        """The latest mails, newest first; to narrows them to an address."""
        kept = []
        for day in sorted((day for day in self._folder.glob("*") if day.is_dir()), reverse=True):
            for file in sorted(day.glob("*.eml"), reverse=True):
                if to in file.name:
                    kept.append(OutboxMail(file))
                if len(kept) == count:
                    return kept
        return kept

    def forget(self, address: str) -> None:
        """Delete what lies there for an address, in whatever capitals."""
        for file in self._folder.glob("*/*.eml"):
            if OutboxMail(file).recipient.lower() == _in_a_name(address).lower():
                file.unlink(missing_ok=True)

    def mail(self, name: str) -> "OutboxMail":
        """The mail of that name; raises FileNotFoundError for any that newest() does not give."""
        day, _, file = name.partition("/")
        found = self._folder / Path(day).name / Path(file).name
        if not found.is_file() or found.suffix != ".eml":
            raise FileNotFoundError(name)
        return OutboxMail(found)

    def _put(self, envelope: Envelope) -> Posted:
        now = datetime.now(UTC)
        folder = self._folder / f"{now:%Y-%m-%d}"
        file = folder / f"{now:%H%M%S.%f}-{_in_a_name(envelope.recipient)}-{token_hex(3)}.eml"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            new = file.with_suffix(".new")
            with new.open("wb") as written:
                written.write(envelope.content())
                written.flush()
                os.fsync(written.fileno())
            new.replace(file)
        except OSError as problem:
            return Posted(envelope, Fate.DEFERRED, words=str(problem))
        except Exception as problem:
            log.exception("a mail could not be made")
            return Posted(envelope, Fate.REFUSED, words=f"could not be made: {type(problem).__name__}")
        return Posted(envelope, Fate.ACCEPTED, 250, file.name)


def _in_a_name(address: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "@.+-_" else "_" for letter in address)[:120]


class OutboxMail:
    """One mail in the outbox."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def name(self) -> str:
        """What outbox.mail() finds it by."""
        return f"{self._file.parent.name}/{self._file.name}"

    @property
    def at(self) -> datetime:
        time = self._file.name.split("-", 1)[0]
        return datetime.strptime(f"{self._file.parent.name} {time} +0000", "%Y-%m-%d %H%M%S.%f %z")

    @property
    def recipient(self) -> str:
        return self._file.stem.split("-", 1)[1].rpartition("-")[0]

    def message(self) -> EmailMessage:
        return message_from_bytes(self._file.read_bytes(), policy=default)
