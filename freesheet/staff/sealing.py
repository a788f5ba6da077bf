"""What the second factor must keep is kept encrypted."""

from freesheet.kit import sealing

PURPOSE = b"freesheet.staff second factor 1"


def seal(text: str) -> str:
    """Text as a token that only this newsroom's key opens."""
    return sealing.seal(text, PURPOSE)


def unseal(sealed: str) -> str:
    """What was sealed; raises cryptography.fernet.InvalidToken when the key has changed."""
    return sealing.unseal(sealed, PURPOSE)
