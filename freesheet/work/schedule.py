"""When things happen that nobody orders: each line of the schedule is a due row that never ends.

Owns    Line, Every, Daily
Rule    a line runs once, however many workers there are; a missed time is made up once, not many times
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext_lazy

from freesheet.work import actions
from freesheet.work.kinds import Kind
from freesheet.work.models import Chore

log = logging.getLogger(__name__)


class Rhythm(Protocol):
    def after(self, moment: datetime) -> datetime:
        """The first time later than moment."""
        ...


@dataclass(frozen=True)
class Every:
    """Again so many seconds after it was done."""

    seconds: int

    def after(self, moment: datetime) -> datetime:
        return moment + timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Daily:
    """At a time of the newsroom's day; on the night the clocks skip it, as soon as the clocks allow."""

    at: time

    def after(self, moment: datetime) -> datetime:
        local = timezone.localtime(moment, timezone.get_default_timezone())
        today = datetime.combine(local.date(), self.at, tzinfo=local.tzinfo)
        if today.timestamp() > moment.timestamp():
            return today
        return datetime.combine(local.date() + timedelta(days=1), self.at, tzinfo=local.tzinfo)


@dataclass(frozen=True)
class Line:
    """One line of the schedule: what is done, and when."""

    name: str
    rhythm: Rhythm
    do: Callable[[], object]


_lines: dict[str, Line] = {}


def keep(lines: list[Line]) -> None:
    """Take over the schedule: rows for new lines are due at their first time, others' rows go."""
    _lines.clear()
    _lines.update({line.name: line for line in lines})
    Chore.objects.exclude(name__in=_lines).delete()
    now = timezone.now()
    for line in lines:
        Chore.objects.get_or_create(name=line.name, defaults={"due_at": line.rhythm.after(now)})


def do_chores(chores: list[Chore]) -> None:
    """Run the claimed lines; one that fails is tried again, and does not hold up the others."""
    for chore in chores:
        line = _lines.get(chore.name)
        if line is None:
            actions.later(chore, timezone.now() + timedelta(hours=1))  # a newer version's line: leave it to it
            continue
        try:
            line.do()
        except Exception as problem:
            log.exception("chore %r failed", chore.name)
            actions.failed(chore, f"{type(problem).__name__}: {problem}")
        else:
            actions.later(chore, line.rhythm.after(timezone.now()))


CHORES = Kind(
    name="chores", label=gettext_lazy("line of the schedule"), model=Chore, do=do_chores, limit=1, lease_seconds=900
)
