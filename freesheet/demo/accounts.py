"""The demo's ready accounts: known passwords and known second factors, refused outside the demo."""

from dataclasses import dataclass

from freesheet.staff import actions
from freesheet.staff.models import User


@dataclass(frozen=True)
class Account:
    email: str
    name: str
    groups: list[str]


PASSWORD = "the river keeps its own time"  # noqa: S105 (printed on purpose; the demo only)
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105
ACCOUNTS = (
    Account("editor@example.org", "Hedda Morsk", ["Editor"]),
    Account("writer@example.org", "Tobiah Renn", ["Writer"]),
    Account("admin@example.org", "Ilse Varga-Penn", []),
)


def open_all() -> list[User]:
    """Make the accounts, or put them back as they were; raises actions.NotDemo outside the demo."""
    return [
        actions.demo_account(
            email=account.email,
            password=PASSWORD,
            totp_secret=TOTP_SECRET,
            groups=account.groups,
            name=account.name,
        )
        for account in ACCOUNTS
    ]
