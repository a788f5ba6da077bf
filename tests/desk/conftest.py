"""A newsroom with its roles laid out, and members who are signed in."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client

from freesheet.demo.cast import Cast
from freesheet.desk import roles
from freesheet.staff.models import User


@pytest.fixture
def newsroom(cast: Cast) -> Cast:
    cache.clear()
    roles.lay_out()
    return cast


@pytest.fixture
def member(newsroom: Cast) -> Callable[[str], User]:
    """A member of staff with that role, second factor set up."""

    def of(role: str) -> User:
        user = User.objects.create_user(f"{role.replace(' ', '-').lower()}@example.org", first_name=role)
        user.groups.add(Group.objects.get(name=role))
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
        return user

    return of


@pytest.fixture
def root(newsroom: Cast) -> User:
    user = User.objects.create_superuser("root@example.org", first_name="Root")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    return user


def enter(client: Client, user: User) -> None:
    """Sign in as if password and second factor had been shown; tests/staff shows them."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@pytest.fixture
def desk(client: Client, root: User) -> Client:
    """The desk, entered by one who may do everything."""
    enter(client, root)
    return client
