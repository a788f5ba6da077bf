"""Whether a request comes from a member of staff, told from its cookie before anything else of it is read.

Rule    this opens nothing but a larger allowance for bodies: every view asks for itself who it is
"""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections
from django.http.cookie import parse_cookie


def is_signed_in(cookie: str) -> bool:
    """Whether a Cookie header names a session that somebody signed in with; raises the database's errors."""
    named = parse_cookie(cookie).get(settings.SESSION_COOKIE_NAME)
    if not named:
        return False
    close_old_connections()
    try:
        return SESSION_KEY in SessionStore(named)
    finally:
        close_old_connections()
