"""What stands in mailed links: a row's number and a keyed hash of it. Nothing is stored.

Rule    128 bits of hash, compared in constant time; a token opens what it is for and nothing else
Source  RFC 2104 (HMAC)
"""

from base64 import urlsafe_b64encode
from hmac import compare_digest

from freesheet.kit.sealing import keyed_hash, keyed_hashes
from freesheet.private.newsletters.models import Issue, SignUp, Subscription

ORIGIN = "d"
"""Of deliveries, in the proofs of mails (mailroom.proofs)."""
SIGN_UP = b"freesheet.private.newsletters sign-up 1"
LEAVING = b"freesheet.private.newsletters leaving 1"
READING = b"freesheet.private.newsletters reading 1"
MAC_BYTES = 16


def of_sign_up(sign_up: SignUp) -> str:
    return _token(SIGN_UP, sign_up.pk)


def sign_up_of(token: str) -> SignUp | None:
    """The sign-up of a token that we made, if it is still kept."""
    numbers = _read(SIGN_UP, token, 1)
    return SignUp.objects.select_related("reader").filter(pk=numbers[0]).first() if numbers else None


def of_delivery(subscription: int, issue: int) -> str:
    """For the links of one issue's mail to one reader; takes primary keys, so that no row need be read."""
    return _token(LEAVING, subscription, issue)


def delivery_of(token: str) -> tuple[Subscription, Issue | None] | None:
    """Whose mail of which issue; None for a token that is not ours or whose reader has gone."""
    numbers = _read(LEAVING, token, 2)
    if not numbers:
        return None
    there = Subscription.objects.select_related("reader", "newsletter", "newsletter__locale")
    subscription = there.filter(pk=numbers[0]).first()
    return (subscription, Issue.objects.filter(pk=numbers[1]).first()) if subscription else None


def of_issue(issue: Issue) -> str:
    """Opens the issue for whoever has the link, and names no reader."""
    return _token(READING, issue.pk or 0)


def issue_of(token: str) -> Issue | None:
    """The issue of a token that we made, if it was sent and not called back."""
    numbers = _read(READING, token, 1)
    there = Issue.objects.sent().select_related("newsletter__locale", "newsletter__host__portrait")
    return there.filter(pk=numbers[0]).first() if numbers else None


def _token(purpose: bytes, *numbers: int) -> str:
    written = ".".join(map(str, numbers))
    return f"{written}.{_as_text(keyed_hash(written, purpose))}"


def _as_text(mac: bytes) -> str:
    return urlsafe_b64encode(mac[:MAC_BYTES]).rstrip(b"=").decode()


def _read(purpose: bytes, token: str, count: int) -> list[int]:
    """The numbers in a token that this newsroom made, with today's key or a former one; empty if it did not."""
    written, _dot, mac = token.rpartition(".")
    numbers = written.split(".")
    if len(token) > 100 or len(numbers) != count or not all(n.isascii() and n.isdecimal() for n in numbers):
        return []
    ours = [_as_text(one) for one in keyed_hashes(written, purpose)]
    return [int(number) for number in numbers] if any(compare_digest(one, mac) for one in ours if mac.isascii()) else []
