"""A form that saves itself before it can be saved: no error, and what is still missing is named.

Rule    what was typed stays in the form, and the next change tries again; the server's log and the browser's stay quiet
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.mixins import JsonPostResponseMixin

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
