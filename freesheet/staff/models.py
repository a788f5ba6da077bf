"""People who work here: the only Django users there are, and those who are invited.

Owns    User, Invitation
Rule    whoever is disabled or enabled loses every session they had
Never   a reader (docs/house.md, 5); no Wagtail import, or migrations go in circles
"""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from freesheet.staff.role_names import role_name


class UserQuerySet(models.QuerySet["User"]):
    def working(self) -> "UserQuerySet":
        """Who can sign in now: active, and a demo account only in the demo."""
        active = self.filter(is_active=True)
        return active if settings.DEMO else active.filter(demo=False)

    def update(self, **changes: Any) -> int:
        """As ever; with is_active among the changes, sessions end too."""
        if "is_active" in changes:
            changes["session_epoch"] = F("session_epoch") + 1
        return super().update(**changes)


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def working(self) -> UserQuerySet:
        return self.get_queryset().working()

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A member of staff; without a password they sign in by mailed code."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff, known by an e-mail address.

    demo            one of the demo newsroom's ready accounts: cannot sign in anywhere else
    session_epoch   grows whenever all sessions must end; each session carries the one it began with
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    demo = models.BooleanField(default=False, editable=False)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        if self._is_being_disabled():
            self.session_epoch += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "session_epoch"}
        super().save(*args, **kwargs)

    def _is_being_disabled(self) -> bool:
        if self.is_active or self.pk is None:
            return False
        return type(self).objects.filter(pk=self.pk, is_active=True).exists()

    def end_sessions(self) -> None:
        """Sign this person out everywhere, at once."""
        type(self).objects.filter(pk=self.pk).update(session_epoch=F("session_epoch") + 1)
        self.refresh_from_db(fields=["session_epoch"])

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        told = f"{self.password}:{self.session_epoch}"
        return salted_hmac("freesheet.staff.session", told, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_staff(self) -> bool:
        return self.is_active

    @property
    def may_sign_in(self) -> bool:
        return self.is_active and (settings.DEMO or not self.demo)

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.email


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Neither accepted nor revoked; may have run out."""
        return self.filter(accepted_at=None, revoked_at=None)

    def open(self) -> "InvitationQuerySet":
        """Those whose link works now."""
        return self.waiting().filter(expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A link that makes one account: open → accepted or revoked.

    email        whom we asked; empty is the first door, whose user becomes the administrator
    token_hash   hexadecimal SHA-256 of the link's token, which is kept nowhere
    """

    email = models.EmailField(_("e-mail address"), blank=True)
    group = models.ForeignKey(
        "auth.Group", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("role")
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("runs out"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_waiting_invitation_per_address",
            )
        ]

    def __str__(self) -> str:
        return self.email or str(_("the first door"))

    @property
    def role(self) -> str:
        """As what they are invited, in the language of whoever looks."""
        return role_name(self.group.name) if self.group else ""

    @property
    def is_first_door(self) -> bool:
        return not self.email

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()
