"""Secrets at rest: what the second factor must keep is kept encrypted.

Called by   adapter.py, for TOTP secrets and the seed of recovery codes
Rule        the key comes from SECRET_KEY; a former key still opens while it is in SECRET_KEY_FALLBACKS
Source      RFC 5869 (HKDF); Fernet, https://github.com/fernet/spec
"""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

PURPOSE = b"freesheet.staff second factor 1"


def seal(text: str) -> str:
    """Text as a token that only this newsroom's key opens."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed; raises cryptography.fernet.InvalidToken when the key has changed."""
    return _keys().decrypt(sealed.encode()).decode()


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(force_bytes(secret))
    return Fernet(base64.urlsafe_b64encode(derived))
