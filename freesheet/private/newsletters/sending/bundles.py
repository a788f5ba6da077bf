"""Sending an issue: a claimed bundle's mails go to the provider a few at a time, and what became of each is noted.

Rule    a mail is marked as under way, and that committed, before anything of it leaves: whoever dies leaves no
        more uncertain than were under way, and those by name
Source  promises 1 to 9
"""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy

from freesheet.doors.mailroom.models import Suppression
from freesheet.doors.mailroom.relay.envelopes import Envelope, Fate, Posted
from freesheet.doors.mailroom.relay.pace import Pace
from freesheet.doors.mailroom.relay.providers import provider
from freesheet.doors.mailroom.returning.proofs import return_path
from freesheet.doors.mailroom.returning.verdicts import ADDRESS_PATTERN
from freesheet.doors.mailroom.signing import dkim, dkim_keys
from freesheet.private.newsletters.actions import steering
from freesheet.private.newsletters.issue import composing
from freesheet.private.newsletters.models import Bundle, Delivery, Issue
from freesheet.private.newsletters.models.sending import DeliveryQuerySet
from freesheet.private.newsletters.sending import journal, limits
from freesheet.work import actions as work
from freesheet.work.kinds import MAIL, Kind

LEASE_SECONDS = 120
BUNDLE_SLICE_SECONDS = 3.0
"""How long a bundle is sent of before letters get their turn."""
AHEAD_SECONDS, AHEAD_MAILS = 0.2, 300
"""How much is under way at once: what the lines take in so long."""
TRIES = 22
"""With a pause that doubles up to an hour, about half a day."""
IN_A_ROW = 1000
"""Refusals one after another that pause an issue."""
STOPPED = "stopped while it was under way, before the relay had answered"


class Next(NamedTuple):
    """A delivery that waits, as far as it must be known; of one whose reader was erased, its number alone."""

    delivery: int
    subscription: int
    email: str
    confirmed_at: datetime | None
    ended_at: datetime | None

    @property
    def wants_it(self) -> bool:
        return self.confirmed_at is not None and self.ended_at is None


COLUMNS = (
    "pk",
    "subscription_id",
    "subscription__reader__email",
    "subscription__confirmed_at",
    "subscription__ended_at",
)


class Sending:
    """One bundle in this worker's hands."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._ends = time.monotonic() + BUNDLE_SLICE_SECONDS
        self._under_way = 0
        self._begun, self._answered = time.monotonic(), 0
        self._put_off: set[int] = set()
        self._trouble = ""
        self._wait: timedelta | None = None
        self._pace: Pace | None = None
        self._ours = True

    def run(self) -> None:
        issue = self._take_over()
        if issue is not None:
            self._mail = _composed(issue.pk)
            self._pace = limits.pace(issue)
            provider().post(self._supply, pace=self._pace)
        self._release()

    def _take_over(self) -> Issue | None:
        """The issue, if mails of it may leave now; what a worker before us left under way becomes uncertain."""
        with transaction.atomic():
            self._deliveries().filter(fate=Delivery.Fate.UNDER_WAY).update(
                fate=Delivery.Fate.UNCERTAIN, at=timezone.now(), words=STOPPED
            )
            issue = self._issue()
            if issue.is_under_way and (reason := journal.reason_to_stop(issue, self._bundle)):
                steering.pause(issue, reason)
            if issue.a_second and self._others_send_it():
                self._wait = timedelta(seconds=1)
                return None
        return issue if issue.is_under_way else None

    def _others_send_it(self) -> bool:
        """A limit by the second is kept by one worker at a time: the one with the lowest bundle."""
        leased = Bundle.objects.filter(issue=self._bundle.issue_id, lease_until__gt=timezone.now())
        return leased.filter(number__lt=self._bundle.number).exists()

    def _issue(self) -> Issue:
        return Issue.objects.select_for_update(of=("self",)).select_related("newsletter").get(pk=self._bundle.issue_id)

    def _deliveries(self) -> DeliveryQuerySet:
        return Delivery.objects.filter(issue=self._bundle.issue_id, bundle=self._bundle.number)

    def _supply(self, results: list[Posted]) -> list[Envelope]:
        """Note what became of the last, and mark and give the next few."""
        self._under_way -= len(results)
        self._answered += len(results)
        with transaction.atomic():
            issue = self._issue()
            self._note(issue, results)
            chosen = self._choose(issue) if self._may_go_on(issue) else []
            envelopes = self._mark(issue, chosen)
        self._under_way += len(envelopes)
        return envelopes

    def _may_go_on(self, issue: Issue) -> bool:
        """Whether the bundle is still ours and its issue still sent; holds it for a while longer."""
        until = timezone.now() + timedelta(seconds=LEASE_SECONDS)
        ours = Bundle.objects.filter(pk=self._bundle.pk, epoch=self._bundle.epoch)
        self._ours = bool(ours.update(lease_until=until))
        return self._ours and issue.is_under_way and time.monotonic() < self._ends

    def _choose(self, issue: Issue) -> list[Next]:
        """The next few that wait; fewer, as the lines are slower or the hour is spent."""
        rate = self._answered / max(0.05, time.monotonic() - self._begun)
        ahead = min(AHEAD_MAILS, max(2 * settings.SMTP_LINES, int(rate * AHEAD_SECONDS))) - self._under_way
        if issue.a_second:
            ahead = min(ahead, max(1, issue.a_second - self._under_way))
        room = limits.room(issue)
        if room is not None and room < ahead:
            ahead, self._wait = room, timedelta(seconds=limits.LIMIT_SLICE_SECONDS)
        if ahead <= 0:
            return []
        waiting = self._deliveries().waiting().exclude(pk__in=self._put_off).order_by("pk")
        return [Next(*row) for row in waiting.values_list(*COLUMNS)[:ahead]]

    def _mark(self, issue: Issue, chosen: list[Next]) -> list[Envelope]:
        suppressed = Suppression.objects.among(one.email for one in chosen if one.email)
        going = [one for one in chosen if one.wants_it and one.email not in suppressed]
        skipped = [one for one in chosen if one not in going] if len(going) < len(chosen) else []
        self._set(skipped, Delivery.Fate.SKIPPED, words="left or unreachable since")
        self._set(going, Delivery.Fate.UNDER_WAY)
        limits.spend(issue, len(going))
        if skipped and not going and not self._under_way:
            return self._mark(issue, self._choose(issue))
        return [self._envelope(one) for one in going]

    def _envelope(self, mail: Next) -> Envelope:
        values = composing.values(
            email=mail.email, delivery=mail.delivery, subscription=mail.subscription, issue=self._bundle.issue_id
        )
        sender = return_path(values[composing.PROOF], self._mail.sender)
        return Envelope(mail.delivery, sender, mail.email, partial(_content, self._mail, values))

    def _set(self, chosen: list[Next], fate: Delivery.Fate, **changes: object) -> None:
        if chosen:
            pks = [one.delivery for one in chosen]
            Delivery.objects.filter(pk__in=pks).update(fate=fate, at=timezone.now(), **changes)

    def _note(self, issue: Issue, results: list[Posted]) -> None:
        """What became of each. An answer that comes late, after another called it uncertain, is believed."""
        if not results:
            return
        open_ones = Delivery.objects.filter(fate__in=[Delivery.Fate.UNDER_WAY, Delivery.Fate.UNCERTAIN])
        accepted = [posted.envelope.tag for posted in results if posted.fate is Fate.ACCEPTED]
        open_ones.filter(pk__in=accepted).update(fate=Delivery.Fate.ACCEPTED, at=timezone.now(), words="")
        for posted in results:
            if posted.fate is not Fate.ACCEPTED:
                self._note_trouble(posted)
        self._count_refusals(issue, results)

    def _note_trouble(self, posted: Posted) -> None:
        words = _without_addresses(f"{posted.code} {posted.words}" if posted.code else posted.words)
        pk = posted.envelope.tag
        own = Delivery.objects.filter(pk=pk, fate=Delivery.Fate.UNDER_WAY)
        now = timezone.now()
        match posted.fate:
            case Fate.REFUSED:
                own.update(fate=Delivery.Fate.FAILED, at=now, words=words)
            case Fate.UNKNOWN:
                own.update(fate=Delivery.Fate.UNCERTAIN, at=now, words=words)
            case Fate.DEFERRED:
                self._trouble = self._trouble or words
                self._put_off.add(pk)
                own.filter(tries__gte=TRIES - 1).update(fate=Delivery.Fate.FAILED, at=now, words=words)
                own.update(fate=Delivery.Fate.WAITING, tries=F("tries") + 1, words=words)
            case _:
                self._trouble = self._trouble or words
                self._put_off.add(pk)
                own.update(fate=Delivery.Fate.WAITING)

    def _count_refusals(self, issue: Issue, results: Iterable[Posted]) -> None:
        in_row, last = issue.refused_in_row, ""
        for posted in results:
            in_row = in_row + 1 if posted.fate is Fate.REFUSED else 0
            last = posted.words or last
        changes: dict[str, object] = {"seen_at": timezone.now()}
        if in_row != issue.refused_in_row:
            changes["refused_in_row"] = in_row
        Issue.objects.filter(pk=issue.pk).update(**changes)
        if in_row >= IN_A_ROW:
            steering.pause(issue, f"{in_row} mails in a row were refused, the last with: {_without_addresses(last)}")

    def _release(self) -> None:
        """Give the bundle back: done, for later, or for after a pause that doubles."""
        with transaction.atomic():
            issue = self._issue()
            limits.keep(issue, self._pace)
            now = timezone.now()
            if issue.cancelled_at:
                self._deliveries().waiting().update(fate=Delivery.Fate.SKIPPED, at=now, words="cancelled")
            if not self._deliveries().waiting().exists():
                work.done(self._bundle)
                _finish(issue)
            elif issue.paused_at:
                work.later(self._bundle, now + steering.LOOK_AGAIN)
            elif self._trouble:
                work.failed(self._bundle, self._trouble)
            else:
                work.later(self._bundle, now + (self._wait or timedelta(0)))


def _without_addresses(words: str) -> str:
    """A server's words outlive the reader whom they may name."""
    return ADDRESS_PATTERN.sub("…", words).strip()[:300]


def _finish(issue: Issue) -> None:
    """The last bundle's end is the issue's."""
    if not issue.bundles.filter(due_at__isnull=False).exists():
        Issue.objects.filter(pk=issue.pk, finished_at=None).update(finished_at=timezone.now())


@lru_cache(maxsize=4)
def _composed(issue: int) -> composing.Mail:
    """Rendered once a worker: what is frozen does not change."""
    return composing.composed(Issue.objects.select_related("newsletter", "newsletter__locale").get(pk=issue))


def _content(mail: composing.Mail, values: dict[str, str]) -> bytes:
    head, body = mail.copy(values)
    if provider().signs:
        head = dkim.signed(head, body, dkim_keys.signatures(mail.sender))
    return head + b"\r\n" + body


def send(claimed: list[Bundle]) -> None:
    for bundle in claimed:
        Sending(bundle).run()


BUNDLES = Kind(
    name="newsletters-bundles",
    label=gettext_lazy("bundle of an issue’s mails"),
    model=Bundle,
    do=send,
    limit=1,
    lease_seconds=LEASE_SECONDS,
    lane=MAIL,
)
