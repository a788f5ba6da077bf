"""The log of the desk: what Wagtail does not note of itself, in words that a newsroom understands.

Rule    one line an action, with who did it; never a token, a code or a secret
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import ModelLogEntry

from freesheet.staff.adapter import LOCK_OUT_SECONDS
from freesheet.staff.models import User

NOBODY = 0
"""The number that no member of staff has."""
LOCK_OUT_TIME = timedelta(seconds=LOCK_OUT_SECONDS)
UNLOGGED_MODELS = (User, get_image_model(), get_document_model())
BULK_EDITS = {"add_to_collection", "add_tags"}
WORDS = {
    "staff.invited": (gettext_lazy("Invite"), gettext_lazy("Invited as %(role)s")),
    "staff.invited_again": (gettext_lazy("Invite again"), gettext_lazy("Invited again; the first link is dead")),
    "staff.revoked": (gettext_lazy("Revoke an invitation"), gettext_lazy("Invitation revoked")),
    "staff.accepted": (gettext_lazy("Accept an invitation"), gettext_lazy("Joined the staff")),
    "staff.signed_in": (gettext_lazy("Sign in"), gettext_lazy("Signed in")),
    "staff.locked_out": (
        gettext_lazy("Lock out"),
        gettext_lazy("Locked out for minutes, after too many wrong passwords or codes"),
    ),
    "staff.password_chosen": (gettext_lazy("Choose a password"), gettext_lazy("Chose a new password")),
    "staff.factor_added": (gettext_lazy("Add a second factor"), gettext_lazy("Added a second factor: %(kind)s")),
    "staff.factor_removed": (gettext_lazy("Remove a second factor"), gettext_lazy("Removed a second factor: %(kind)s")),
    "staff.second_factor_reset": (
        gettext_lazy("Reset the second factor"),
        gettext_lazy("Second factor reset; signed out everywhere"),
    ),
    "staff.disabled": (gettext_lazy("Disable"), gettext_lazy("Disabled; signed out everywhere")),
    "staff.enabled": (gettext_lazy("Enable"), gettext_lazy("May sign in again")),
    "staff.rights_changed": (gettext_lazy("Change roles"), gettext_lazy("Roles were: %(before)s. Now: %(after)s")),
    "desk.again": (gettext_lazy("Try again"), gettext_lazy("Tried again after a failure")),
    "desk.letter_noted": (gettext_lazy("Take note of a letter"), gettext_lazy("Took note that it did not leave")),
}
"""Action → what it is called in the filter of the site history, and its line there."""


class Line(LogFormatter):
    words: Any

    def format_message(self, log_entry: Any) -> str:
        told = {name: log_entry.data.get(name) or _("none") for name in ("role", "kind", "before", "after")}
        return str(self.words) % told


def register(actions: LogActionRegistry) -> None:
    for action, (label, words) in WORDS.items():
        actions.register_action(action)(type("Words", (Line,), {"label": label, "words": words}))


@dataclass(frozen=True)
class Access:
    """What a person may do, in words, and whether they may sign in."""

    words: str
    is_active: bool


def note(action: str, about: Any, *, by: User | None = None, details: Mapping[str, str] | None = None) -> None:
    """Write one line; by None is whoever the request is of, or nobody in a command."""
    log(about, action, user=by, data=dict(details or {}))


def access_of(person: User) -> Access:
    """As it stands in the database now."""
    names = list(Group.objects.filter(user=person).order_by("name").values_list("name", flat=True))
    names += [
        f"{one.section} ({one.section.locale})" for one in person.sections_edited.select_related("section__locale")
    ]
    is_superuser, is_active = User.objects.values_list("is_superuser", "is_active").get(pk=person.pk)
    return Access(", ".join([_("administrator"), *names] if is_superuser else names), is_active)


def access_changed(person: User, before: Access) -> None:
    """Note what has become of them since, if anything has."""
    after = access_of(person)
    if after.words != before.words:
        note("staff.rights_changed", person, details={"before": before.words, "after": after.words})
    if after.is_active != before.is_active:
        note("staff.enabled" if after.is_active else "staff.disabled", person)


def note_lock_out(person: User | None) -> None:
    """Note that somebody is kept out, one line while it lasts: as much work for a stranger as for a member of staff."""
    now = timezone.now()
    kind = ContentType.objects.get_for_model(User)
    about = {"action": "staff.locked_out", "content_type": kind, "object_id": str(person.pk if person else NOBODY)}
    if not ModelLogEntry.objects.filter(**about, timestamp__gt=now - LOCK_OUT_TIME).update(timestamp=now):
        label = str(person or _("An address that is nobody's here"))
        ModelLogEntry.objects.create(**about, label=label, timestamp=now, content_changed=False)


def before_bulk(action: str, rows: list[Any], view: Any) -> None:
    """Wagtail's bulk actions on people, pictures and documents note nothing: keep what is needed to."""
    view.access_before = {row.pk: access_of(row) for row in rows if isinstance(row, User)}
    if action == "delete":
        for row in rows:
            if isinstance(row, UNLOGGED_MODELS):
                log(row, "wagtail.delete", deleted=True)


def after_bulk(action: str, rows: list[Any], view: Any) -> None:
    for row in rows:
        if isinstance(row, User) and action != "delete":
            access_changed(row, view.access_before[row.pk])
        elif isinstance(row, UNLOGGED_MODELS) and action in BULK_EDITS:
            log(row, "wagtail.edit", content_changed=True)
