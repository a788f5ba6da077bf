"""Secrets at rest, and hashes that only this newsroom can make.

Rule    every use has a purpose of its own, so what one sealed no other opens; a former key still opens,
        and its hashes are still found, while it is in SECRET_KEY_FALLBACKS
Source  RFC 5869 (HKDF); Fernet, https://github.com/fernet/spec; RFC 2104 (HMAC)
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


def seal(text: str, purpose: bytes) -> str:
    """Text as a token that only this newsroom's key opens."""
    return _keys(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, purpose: bytes) -> str:
    """What was sealed; raises cryptography.fernet.InvalidToken when the key has changed."""
    return _keys(purpose).decrypt(sealed.encode()).decode()


def token_hash(token: str) -> str:
    """What is kept of a token that is long and random: SHA-256 in hexadecimal, from which nobody gets it back."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed_hash(text: str, purpose: bytes) -> bytes:
    """HMAC-SHA-256, 32 bytes: tells whether two texts are the same, and to nobody else what they are."""
    return keyed_hashes(text, purpose)[0]


def keyed_hashes(text: str, purpose: bytes) -> list[bytes]:
    """By today's key, and by each former one: to find what was hashed before the key changed."""
    return [hmac.digest(derived(secret, purpose), text.encode(), "sha256") for secret in _secrets()]


@lru_cache(maxsize=64)
def derived(secret: str | bytes, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(force_bytes(secret))


def _keys(purpose: bytes) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(derived(secret, purpose))) for secret in _secrets()])


def _secrets() -> list[str]:
    """The newest first."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
