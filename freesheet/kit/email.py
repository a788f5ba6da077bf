"""E-mail addresses: how they are compared, and how they are mailed to.

Source  RFC 5321 §2.4: a local part may tell capitals apart, and no provider known to us does
"""


def normal(address: str) -> str:
    """The form in which two addresses are the same: no space around, no capitals."""
    return address.strip().lower()


def as_typed(address: str) -> str:
    """The form that mail goes to: capitals of the local part stay, for its server may tell them apart."""
    local, at, domain = address.strip().rpartition("@")
    return f"{local}{at}{domain.lower()}"


def domain_of(address: str) -> str:
    return normal(address).rpartition("@")[2]
