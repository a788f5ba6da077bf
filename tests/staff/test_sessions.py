"""Who is signed in, told from a cookie header as Django itself will read it."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from freesheet.staff.sessions import is_signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def key():
    session = SessionStore()
    session[SESSION_KEY] = "1"
    session.save()
    return session.session_key


@pytest.mark.parametrize("before", ["", 'prefs={"a":1}; ', "a=b c; ", "x; ", "a[b]=1; ", "path=/x; "])
def test_odd_cookies_of_others_hide_nobody(key, before):
    assert is_signed_in(f"{before}freesheet_desk={key}")


@pytest.mark.parametrize("cookie", ["", "freesheet_desk=", "freesheet_desk=made-up", "other=1", "\x00;=;"])
def test_no_session_is_nobody(cookie):
    assert not is_signed_in(cookie)
