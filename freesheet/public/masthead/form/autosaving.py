"""A form that saves itself: too early is no error, and with the button that follows it makes one version.

Rule    what was typed stays in the form, and the next change tries again; the server's log and the browser's stay quiet
Rule    nobody finds two equal versions: what a button saves takes the place of what its form saved by itself
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.mixins import JsonPostResponseMixin
from wagtail.models import Page, Revision

SCRIPT_FIELD, BUTTON_FIELD = "overwrite_revision_id", "autosaved_revision_id"
"""Which say what the form has saved by itself: Wagtail's, and that of static/desk/autosave.js."""
NOT_YET = "validation_error"
"""Wagtail's word for a form that was not taken; its script reads it, and the answer's status for nothing."""


class SavesWhenItCan(JsonPostResponseMixin):
    """Over Wagtail's views of a form that saves itself."""

    form: Any
    request: HttpRequest

    def json_error_response(self, error_code: str, error_message: object) -> JsonResponse:
        refused: JsonResponse = super().json_error_response(error_code, error_message)
        if error_code != NOT_YET:
            return refused
        words = _("Not saved yet, please see to: %s") % ", ".join(missing(self.form))
        return JsonResponse({"success": False, "error_code": error_code, "error_message": words})

    def version_to_save_over(self, record: Any) -> Revision | None:
        """What this form has saved of the record by itself, if it may be written over.

        Not if another version came since, nor if it went on from there: live, planned, or handed in to be read.
        The rows are asked, for the record may have been read before all this.
        """
        number = self.request.POST.get(SCRIPT_FIELD if self.expects_json_response else BUTTON_FIELD)
        if not number:
            return None
        rows = type(record)._base_manager.filter(pk=record.pk)
        latest = rows.values_list("latest_revision", flat=True).first()
        if latest is None or number != str(latest):
            return None
        if hasattr(record, "live_revision_id") and rows.filter(live_revision=latest).exists():
            return None
        unused = record.revisions.filter(approved_go_live_at=None, task_states=None)
        version: Revision | None = unused.filter(pk=latest, user=self.request.user.pk).first()
        return version


def let_save_over(page: Any, version: Callable[[], Revision | None]) -> None:
    """From now on this object of the page is saved over that version, if there is one: whichever button was pressed.

    version    asked when it is saved, with the page's row locked, so that nobody publishes or plans it meanwhile
    Wagtail's view can do so for a draft, and neither for what is published nor for what is handed in.
    """
    save_revision = page.save_revision

    def save(*args: Any, **options: Any) -> Revision:
        with transaction.atomic():
            Page.objects.select_for_update().filter(pk=page.pk).values_list("pk").first()
            saved: Revision = save_revision(*args, **{**options, "overwrite_revision": version()})
        return saved

    page.save_revision = save


def missing(form: Any) -> Iterator[str]:
    """What an editor has to see to before a form can be saved: names of fields and of lists, or plain words."""
    for name, problems in form.errors.items():
        if name == NON_FIELD_ERRORS:
            yield from problems
        elif name != "slug" or "title" not in form.errors:  # a page's address comes of its headline
            yield capfirst(str(form[name].label))
    for formset in getattr(form, "formsets", {}).values():
        if formset.total_error_count():
            yield capfirst(str(formset.model._meta.verbose_name_plural))
