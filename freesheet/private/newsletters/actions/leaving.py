"""Leaving a newsletter, and coming back by the reader's own page.

News    subscription_ended
Source  RFC 8058 (one click); promises 30, 31
"""

from django.db import transaction

from freesheet.private.newsletters.form.wording import wording
from freesheet.private.newsletters.models import Consent, Issue, Newsletter, Subscription
from freesheet.private.newsletters.signals import subscription_confirmed, subscription_ended
from freesheet.private.readers.models import Reader

LINK, ACCOUNT = "link in a mail", "account"


def live(subscription: Subscription) -> Subscription | None:
    """What the reader gets of that newsletter now: this one, or a later one."""
    theirs = Subscription.objects.live().select_related("reader", "newsletter", "newsletter__locale")
    return theirs.filter(reader=subscription.reader, newsletter=subscription.newsletter).first()


@transaction.atomic
def leave(
    subscription: Subscription,
    *,
    by: Subscription.Ended = Subscription.Ended.READER,
    form: str = LINK,
    issue: Issue | None = None,
) -> None:
    """End it, by the link of that issue if it was one; one that has ended stays as it was."""
    if subscription.ended_at is not None:
        return
    subscription.end(by, issue=issue.pk if issue else None)
    if by == Subscription.Ended.READER:
        _note(subscription, Consent.Act.WITHDRAWN, form)
    subscription_ended.send(Subscription, subscription=subscription)


@transaction.atomic
def return_to(subscription: Subscription) -> None:
    """Undo a reader's own leaving: whoever holds the link had the mail sent to them, so nothing is to be proven again.

    A link of a mail from before stays a link of the reader's newsletter: leaving by it ends what was returned to.
    """
    if subscription.ended_by == Subscription.Ended.READER:
        join(subscription.reader, subscription.newsletter, form=LINK)


@transaction.atomic
def join(reader: Reader, newsletter: Newsletter, *, form: str = ACCOUNT) -> Subscription:
    """Subscribe a reader whose address is proven."""
    made, _ = reader.subscriptions.get_or_create(newsletter=newsletter, ended_at=None, defaults={"source": form})
    if made.is_pending:
        made.confirm()
        _note(made, Consent.Act.CONFIRMED, form, wording())
        subscription_confirmed.send(Subscription, subscription=made)
    return made


@transaction.atomic
def choose(reader: Reader, newsletters: set[int]) -> None:
    """Have exactly these, of all that stand open, be the reader's."""
    confirmed = {one.newsletter_id: one for one in reader.subscriptions.confirmed().select_related("newsletter")}
    for pk, subscription in confirmed.items():
        if pk not in newsletters:
            leave(subscription, form=ACCOUNT)
    for newsletter in Newsletter.objects.filter(pk__in=newsletters - set(confirmed), closed_at=None):
        join(reader, newsletter)


def _note(subscription: Subscription, act: Consent.Act, form: str, words: str = "") -> None:
    Consent.objects.create(
        reader=subscription.reader, newsletter=subscription.newsletter, act=act, form=form, wording=words
    )
