"""A form that saves itself: too early is no error, and with the button that follows it makes one version.

Rule    what was typed stays in the form, and the next change tries again; the server's log and the browser's stay quiet
Rule    nobody finds two equal versions: what a button saves takes the place of what its form saved by itself
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.mixins import JsonPostResponseMixin
from wagtail.models import Revision

NOT_YET = "validation_error"
"""Wagtail's word for a form that was not taken; its script reads it, and the answer's status for nothing."""


class SavesWhenItCan(JsonPostResponseMixin):
    """Over Wagtail's views of a form that saves itself."""

    form: Any

    def json_error_response(self, error_code: str, error_message: object) -> JsonResponse:
        refused: JsonResponse = super().json_error_response(error_code, error_message)
        if error_code != NOT_YET:
            return refused
        words = _("Not saved yet, please see to: %s") % ", ".join(missing(self.form))
        return JsonResponse({"success": False, "error_code": error_code, "error_message": words})


def autosaved(thing: Any, request: HttpRequest) -> Revision | None:
    """The version of this thing that the form handed in saved by itself, if it may be written over.

    Not if another came since, or if it went on from there: live, planned, or handed in to be read.
    """
    number = request.POST.get("autosaved_revision_id", "")
    if number != str(thing.latest_revision_id) or thing.latest_revision_id == getattr(thing, "live_revision_id", None):
        return None
    own: Revision | None = thing.revisions.filter(
        pk=number, user=request.user.pk, approved_go_live_at=None, task_states=None
    ).first()
    return own


def save_over(page: Any, version: Revision | None) -> None:
    """Whichever button was pressed, the page is saved in the place of that version; of None as a new one.

    Wagtail's view can do so for a draft, and neither for what is published nor for what is handed in.
    """
    save_revision = page.save_revision
    page.save_revision = lambda **options: save_revision(**{**options, "overwrite_revision": version})


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
