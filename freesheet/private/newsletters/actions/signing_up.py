"""Double opt-in: from an address typed in a form to a confirmed subscription.

News    subscription_confirmed
Rule    the form writes one row whatever the address, and a worker looks who that is (promise 34)
Source  GDPR Art. 7(1); promises 29, 30
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation

from freesheet.doors.mailroom import actions as mailroom
from freesheet.doors.mailroom.models import Suppression
from freesheet.kit.email import normal
from freesheet.private.newsletters import mails, tokens
from freesheet.private.newsletters.form.wording import wording
from freesheet.private.newsletters.models import Consent, Newsletter, SignUp, Subscription
from freesheet.private.newsletters.signals import subscription_confirmed
from freesheet.private.readers.models import Reader
from freesheet.work.wake import ring

CONFIRMATION_PURPOSE = "confirmation"
A_DAY, A_WEEK = 1, 3
"""Letters that ask one address to confirm."""
UNANSWERED_FOR = timedelta(days=30)
"""How long an unanswered sign-up is kept."""


@transaction.atomic
def note(
    email: str, newsletters: Iterable[Newsletter], *, language: str, form: str, path: str = "", solved: bool = False
) -> SignUp:
    """Note what somebody filled in; a worker does the rest."""
    sign_up = SignUp.objects.create(
        email=normal(email),
        language=language,
        form=form,
        path=path[:512],
        wording=wording(),
        solved=solved,
        due_at=timezone.now(),
    )
    sign_up.newsletters.set(newsletters)
    transaction.on_commit(ring)
    return sign_up


def subscribe(sign_up: SignUp) -> bool:
    """Note the wishes of a sign-up, and with them the mail that asks to confirm; asking twice changes nothing.

    Within the caller's transaction. Returns whether a letter leaves: none does for what is confirmed already, for an
    address that gets no mail, or for one that was asked often enough.
    """
    reader = Reader.objects.at(sign_up.email)
    wanted = list(sign_up.newsletters.all())
    had = set(reader.subscriptions.confirmed().filter(newsletter__in=wanted).values_list("newsletter_id", flat=True))
    missing = [newsletter for newsletter in wanted if newsletter.pk not in had]
    for newsletter in missing:
        _wish(reader, newsletter, sign_up)
    if reader.proven_at is None:
        Reader.objects.filter(pk=reader.pk).update(since=timezone.now(), language=sign_up.language)
    SignUp.objects.filter(pk=sign_up.pk).update(reader=reader)
    if not missing or _has_enough(reader.email):
        return False
    with translation.override(sign_up.language):
        letter = mails.confirmation(missing, tokens.of_sign_up(sign_up))
    return mailroom.due(letter, to=reader.email, purpose=CONFIRMATION_PURPOSE, wanted_by_reader=True)


def _wish(reader: Reader, newsletter: Newsletter, sign_up: SignUp) -> None:
    """A pending subscription, unless there is one, and the line that says so."""
    reader.subscriptions.get_or_create(newsletter=newsletter, ended_at=None, defaults={"source": sign_up.form})
    _consent(reader, newsletter, Consent.Act.ASKED, sign_up)


def _has_enough(email: str) -> bool:
    now = timezone.now()
    day, week = (
        mailroom.count(to=email, purpose=CONFIRMATION_PURPOSE, since=now - timedelta(days=days)) for days in (1, 7)
    )
    return day >= A_DAY or week >= A_WEEK


@transaction.atomic
def confirm(sign_up: SignUp) -> list[Subscription]:
    """Begin all that the sign-up asked for; once more changes nothing. Returns what is confirmed now.

    The reader lifts by it what kept mail from them because they had been forgotten.
    """
    reader = sign_up.reader
    if reader is None:
        return []
    if not sign_up.confirmed_at:
        SignUp.objects.filter(pk=sign_up.pk).update(confirmed_at=timezone.now())
        mailroom.lift(reader.email, Suppression.Reason.ERASED)
        reader.prove()
        for pending in reader.subscriptions.pending().filter(newsletter__in=sign_up.newsletters.all()):
            pending.confirm()
            _consent(reader, pending.newsletter, Consent.Act.CONFIRMED, sign_up)
            subscription_confirmed.send(Subscription, subscription=pending)
    return list(reader.subscriptions.confirmed().filter(newsletter__in=sign_up.newsletters.all()))


def _consent(reader: Reader, newsletter: Newsletter, act: Consent.Act, sign_up: SignUp) -> None:
    Consent.objects.create(
        reader=reader,
        newsletter=newsletter,
        act=act,
        form=sign_up.form,
        path=sign_up.path,
        wording=sign_up.wording,
    )


def forget_unanswered() -> int:
    """Delete what nobody confirmed in time: sign-ups, wishes, and readers who never showed that they are there."""
    before = timezone.now() - UNANSWERED_FOR
    gone = SignUp.objects.filter(asked_at__lt=before).delete()[0]
    gone += Subscription.objects.pending().filter(asked_at__lt=before).delete()[0]
    return gone + Reader.objects.filter(proven_at=None, since__lt=before, subscriptions=None).delete()[0]
