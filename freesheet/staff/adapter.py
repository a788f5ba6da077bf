"""How allauth behaves for staff: nobody signs up, nothing is revealed, secrets are sealed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import unstash_login
from allauth.core import context as of_request
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from freesheet.staff import mail, sealing
from freesheet.staff.models import User
from freesheet.staff.signals import happened

LOCK_OUT_SECONDS = 300
TOO_MANY = {"too_many_login_attempts", "rate_limited"}
TO_STRANGERS = {"account/email/unknown_account"}
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class StaffAdapter(DefaultAccountAdapter):
    """Staff are invited; known and unknown addresses get the same words after the same work."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        if not user.may_sign_in:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code in TOO_MANY:
            happened.send(User, action="locked_out", about=_who_tries(of_request.request), by=None, details={})
            raise ImmediateHttpResponse(_too_many(of_request.request))
        return super().validation_error(code, *args)

    def get_client_ip(self, request: HttpRequest) -> str:
        """What the front door says; a header is the client's own claim (promise 22)."""
        return str(request.META["REMOTE_ADDR"])

    def format_email_subject(self, subject: str) -> str:
        """Without the name of a host that a request may have made up (promise 33)."""
        return f"{subject} · Freesheet"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render it always, so that both answers take as long; strangers get no mail from us."""
        told = {"request": of_request.request, "email": email, "site_url": settings.SITE_URL, **context}
        message = self.render_mail(template_prefix, email, told)
        if template_prefix not in TO_STRANGERS:
            mail.post(message)


def _who_tries(request: HttpRequest) -> User | None:
    """Whose account is being tried: at the second factor it is known, before that an address is claimed."""
    if login := unstash_login(request, peek=True):
        return login.user
    claimed = request.POST.get("login") or request.POST.get("email") or ""
    return User.objects.filter(email=claimed.strip().lower()).first()


def _too_many(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = respond_429(request)
    response["Retry-After"] = str(LOCK_OUT_SECONDS)
    return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """Sealed secrets, and always one factor left."""

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays: whoever changes a phone adds the new one first."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SECOND_FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        others = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey {number}").format(number=others + 1) if others else _("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Freesheet"}
