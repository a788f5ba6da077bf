"""What can be done about members of staff: invite, let in, disable, lend a demo account.

Rule    tokens hold 256 bits, are kept as a hash only, and make one account
Never   a token, a code or a secret in the log
"""

import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from freesheet.kit.sealing import token_hash
from freesheet.staff.models import Invitation, User
from freesheet.staff.sealing import unseal
from freesheet.staff.signals import happened

TOKEN_BYTES = 32
INVITATION_LASTS = timedelta(days=7)
FIRST_DOOR_LASTS = timedelta(hours=24)


class AlreadyStaff(Exception):
    """This address belongs to a member of staff."""


class DoorClosed(Exception):
    """Somebody works here already: they invite the others."""


class LinkDead(Exception):
    """The link was used, revoked, has run out, or never was ours."""


class NotDemo(Exception):
    """Ready accounts exist in the demo only: FREESHEET_DEMO is not set."""


def invite(*, email: str, role: str, by: User) -> Invitation:
    """Mail a link that makes an account with this role; an older link to the address dies.

    role    the name of a group
    raises  AlreadyStaff, Group.DoesNotExist
    """
    address = email.strip().lower()
    if User.objects.filter(email=address).exists():
        raise AlreadyStaff(address)
    group = Group.objects.get(name=role)
    with transaction.atomic():
        Invitation.objects.waiting().filter(email=address).update(revoked_at=timezone.now())
        token, fields = _fresh(INVITATION_LASTS)
        invitation = Invitation.objects.create(email=address, group=group, invited_by=by, **fields)
        happened.send(Invitation, action="invited", about=invitation, by=by, details={"role": role})
    _mail(invitation, token)
    return invitation


def resend(invitation: Invitation) -> None:
    """Mail a new link for a waiting invitation; the one mailed before dies. Raises LinkDead."""
    token, fields = _fresh(INVITATION_LASTS)
    waiting = Invitation.objects.waiting().filter(pk=invitation.pk).exclude(email="")
    if not waiting.update(**fields):
        raise LinkDead
    invitation.refresh_from_db()
    happened.send(Invitation, action="invited_again", about=invitation, by=None, details={})
    _mail(invitation, token)


def revoke(invitation: Invitation) -> None:
    """Make a waiting invitation's link die; nothing happens to an accepted one."""
    if Invitation.objects.waiting().filter(pk=invitation.pk).update(revoked_at=timezone.now()):
        happened.send(Invitation, action="revoked", about=invitation, by=None, details={})


@transaction.atomic
def first_door() -> str:
    """The address that makes the very first account, an administrator; an older one dies.

    raises  DoorClosed once somebody can sign in; the demo's ready accounts are nobody
    """
    if User.objects.working().filter(demo=False).exists():
        raise DoorClosed
    Invitation.objects.waiting().filter(email="").update(revoked_at=timezone.now())
    token, fields = _fresh(FIRST_DOOR_LASTS)
    Invitation.objects.create(email="", **fields)
    return link(token)


def find(token: str) -> Invitation:
    """The open invitation behind a link; spends nothing. Raises LinkDead."""
    invitation = Invitation.objects.open().select_related("group").filter(token_hash=token_hash(token)).first()
    if invitation is None or (invitation.is_first_door and User.objects.working().filter(demo=False).exists()):
        raise LinkDead
    return invitation


@transaction.atomic
def accept(token: str, *, first_name: str, last_name: str, password: str | None, email: str = "") -> User:
    """Spend the link and make its account; email counts at the first door only.

    password    None: sign in by mailed code
    raises      LinkDead, also for whoever comes second; AlreadyStaff
    """
    invitation = find(token)
    if not Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=timezone.now()):
        raise LinkDead
    address = (invitation.email or email).strip().lower()
    if User.objects.filter(email=address).exists():
        raise AlreadyStaff(address)
    user = User.objects.create_user(
        address,
        password,
        first_name=first_name,
        last_name=last_name,
        is_superuser=invitation.is_first_door,
    )
    if invitation.group:
        user.groups.add(invitation.group)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    role = invitation.group.name if invitation.group else ""
    happened.send(User, action="accepted", about=user, by=user, details={"role": role})
    return user


def disable(user: User) -> None:
    """Nobody signs in as user any more, and whoever has is out at the next request (promise 35)."""
    user.is_active = False
    user.save(update_fields=["is_active"])


@transaction.atomic
def reset_second_factor(user: User) -> None:
    """For somebody who lost phone and recovery codes: forget all factors, end sessions; they set up anew."""
    Authenticator.objects.filter(user=user).delete()
    user.end_sessions()
    happened.send(User, action="second_factor_reset", about=user, by=None, details={})


@transaction.atomic
def demo_account(*, email: str, password: str, totp_secret: str, groups: list[str], name: str = "") -> User:
    """A ready account whose second factor is real but known; asking again puts it back as it was.

    totp_secret     base32, as typed into an authenticator app
    groups          their names; none of them makes an administrator
    raises          NotDemo unless FREESHEET_DEMO is set
    """
    if not settings.DEMO:
        raise NotDemo
    user = User.objects.filter(email=email.lower(), demo=True).first()
    user = user or User.objects.create_user(email, demo=True)
    user.first_name, _space, user.last_name = name.partition(" ")
    user.is_active, user.is_superuser = True, not groups
    user.set_password(password)
    user.save()
    user.groups.set(Group.objects.filter(name__in=groups))
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, totp_secret)
    return user


def current_code(user: User) -> str:
    """The six digits a demo account's authenticator app would show now; raises NotDemo."""
    if not (settings.DEMO and user.demo):
        raise NotDemo
    totp = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(unseal(totp.data["secret"]), counters[len(counters) // 2]))


def link(token: str) -> str:
    """Where a token is accepted: in the query, which no log of ours keeps."""
    return f"{settings.SITE_URL}{reverse('staff_invitation')}?token={token}"


def _fresh(lasts: timedelta) -> tuple[str, dict[str, object]]:
    """A new token, and the fields that remember it without telling it."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = timezone.now()
    return token, {"token_hash": token_hash(token), "invited_at": now, "expires_at": now + lasts}


def _mail(invitation: Invitation, token: str) -> None:
    told = {"invitation": invitation, "link": link(token), "site_url": settings.SITE_URL}
    EmailMessage(
        subject=_("You are invited to the desk"),
        body=render_to_string("staff/invitation.txt", told),
        to=[invitation.email],
    ).send()
