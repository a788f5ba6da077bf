"""Members of staff, their second factors, and their mail."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from freesheet.staff import mail
from freesheet.staff.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a river under old bridges"


class Here:
    """A hand that works while we watch."""

    def submit(self, do: Callable[..., object], *what: object) -> None:
        do(*what)


@pytest.fixture(autouse=True)
def quiet_house(monkeypatch, settings) -> None:
    """Nobody has knocked yet, and mail leaves before the answer."""
    cache.clear()
    monkeypatch.setattr(mail, "_hand", Here)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def ada(db) -> User:
    """Signs in with password and authenticator app."""
    user = User.objects.create_superuser("ada@example.org", PASSWORD, first_name="Ada", last_name="Byron")
    TOTP.activate(user, SECRET)
    return user


@pytest.fixture
def new(db) -> User:
    """Has an account, and no second factor yet."""
    return User.objects.create_superuser("new@example.org", PASSWORD, first_name="New")


def code(secret: str = SECRET) -> str:
    """What the authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def sign_in(client: Client, user: User, *, second_factor: bool = True) -> None:
    """By password, then by app."""
    client.post("/desk/account/login/", {"login": user.email, "password": PASSWORD})
    if second_factor:
        cache.clear()  # a code counts once in thirty seconds
        client.post("/desk/account/2fa/authenticate/", {"code": code()})


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()
