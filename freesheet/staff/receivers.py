"""What staff does when something happens to a user or a factor."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from freesheet.staff.models import User
from freesheet.staff.signals import happened


@receiver(post_save, sender=User)
def keep_one_address(instance: User, raw: bool = False, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    """allauth keeps addresses of its own: just the one staff know, so a former one opens nothing."""
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    addresses = EmailAddress.objects.filter(user=instance)
    addresses.exclude(email=instance.email).delete()
    addresses.update_or_create(email=instance.email, defaults={"user": instance, "verified": True, "primary": True})


@receiver(authenticator_added)
def count_setting_up_as_using(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Setting a factor up takes a code or a touch of it: this session need not ask again."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)


@receiver(user_logged_in)
def tell_of_signing_in(user: User, **_: Any) -> None:
    happened.send(User, action="signed_in", about=user, by=user, details={})


@receiver([password_changed, password_set])
def tell_of_a_password(user: User, **_: Any) -> None:
    happened.send(User, action="password_chosen", about=user, by=user, details={})


@receiver([authenticator_added, authenticator_removed])
def tell_of_a_factor(user: User, authenticator: Authenticator, signal: Any, **_: Any) -> None:
    action = "factor_added" if signal is authenticator_added else "factor_removed"
    details = {"kind": str(authenticator.get_type_display())}
    happened.send(User, action=action, about=user, by=user, details=details)
