"""Who may be signed in: asked at every sign-in and again at every request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class StaffBackend(AuthenticationBackend):
    """allauth's, which knows e-mail addresses; the disabled and demo accounts elsewhere are nobody."""

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(user.may_sign_in)
