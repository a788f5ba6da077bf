"""How allauth behaves for staff."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class StaffAdapter(DefaultAccountAdapter):
    """Nobody signs up: staff are invited."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor's settings."""
