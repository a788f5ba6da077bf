"""Somebody has deleted the row whose form is saved: what was typed comes back, and may become a new row.

Rule    nothing is shown but what was sent; Wagtail's own views decide whether a new row may be made of it
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.fields import RichTextField
from wagtail.log_actions import registry
from wagtail.models import Locale, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.views import snippets

from freesheet.public.masthead.form.meanwhile import OWN_FIELDS

NOT_SENT_ON = {"csrfmiddlewaretoken", "next", *OWN_FIELDS}
GONE = 410


class GivesBack:
    """Over a view that edits a row: a form sent to a row that is gone is answered with what it held."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        view: Callable[..., HttpResponseBase] = super().as_view(**initkwargs)  # type: ignore[misc]  # the view's beneath

        @wraps(view)
        def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except Http404:
                model = initkwargs["model"]
                rights = policy_registry.get_by_type(model)
                if request.method != "POST" or not rights.user_has_permission(request.user, "change"):
                    raise
                pk = str(kwargs.get("pk") or args[0])
                return given_back(request, model, pk, initkwargs["index_url_name"])

        return answering


class EditView(GivesBack, snippets.EditView):
    """Wagtail's, for rows of the masthead."""


def given_back(request: HttpRequest, model: type[models.Model], pk: str, index_url_name: str) -> HttpResponseBase:
    """410 with what was sent, and where to send it to become a new row, if this member may make one."""
    may_add = policy_registry.get_by_type(model).user_has_permission(request.user, "add")
    context = {
        "page_title": _("It was deleted while you were writing"),
        "header_icon": "warning",
        "deleted_by": _deleted_by(model, pk),
        "typed": list(_typed(request, model)),
        "sent": [
            (name, value) for name in request.POST if name not in NOT_SENT_ON for value in request.POST.getlist(name)
        ],
        "adding": list(_adding(request, model, index_url_name)) if may_add else [],
        "index_url": reverse(index_url_name),
    }
    return render(request, "masthead/desk/gone.html", context, status=GONE)


def _typed(request: HttpRequest, model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """Label and text of fields that hold words; a rich text's is no text, and goes along with the rest."""
    for field in model._meta.fields:
        is_words = isinstance(field, models.CharField | models.TextField) and not isinstance(field, RichTextField)
        if is_words and not field.choices and (value := request.POST.get(field.name, "").strip()):
            yield capfirst(str(field.verbose_name)), value


def _adding(request: HttpRequest, model: type[models.Model], index_url_name: str) -> Iterator[tuple[str, str]]:
    """Words of a button, and where its form goes: one for each edition, unless the form says which it is of."""
    url = reverse(f"{index_url_name.partition(':')[0]}:add")
    if not issubclass(model, TranslatableMixin) or "locale" in request.POST:
        yield _("Save it as a new one"), url
        return
    for locale in Locale.objects.all():
        words = _("Save it as a new one in %(language)s") % {"language": locale.get_display_name()}
        yield words, f"{url}?locale={locale.language_code}"


def _deleted_by(model: type[models.Model], pk: str) -> str:
    entries = registry.get_logs_for_instance(model(pk=pk)).filter(action="wagtail.delete")
    entry = entries.select_related("user").order_by("-timestamp").first()
    if entry is None:
        return _("It is not there any more, so it cannot be saved.")
    told = {"name": user_display_name(entry.user), "time": formats.time_format(timezone.localtime(entry.timestamp))}
    return _("%(name)s deleted it at %(time)s, so it cannot be saved.") % told
