"""One reader at the desk: what we know, and what the newsroom can do for them.

Rule    each action is a line in the desk's log, which names a reader by number: an address would outlive erasure
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from freesheet.doors.mailroom.models import Letter, Suppression
from freesheet.private.readers import actions
from freesheet.private.readers.holdings import holdings
from freesheet.private.readers.models import Reader

SEE, MEND, ERASE = "readers.view_reader", "readers.change_reader", "readers.delete_reader"
LETTERS_SHOWN = 20
LOGGED = {
    "readers.suppressed": (gettext_lazy("Send no mail"), gettext_lazy("No more mail goes to them")),
    "readers.lifted": (gettext_lazy("Send mail again"), gettext_lazy("Mail goes to them again")),
    "readers.way_in": (gettext_lazy("Mail a sign-in link"), gettext_lazy("A sign-in link was mailed to them")),
    "readers.told": (gettext_lazy("Download everything"), gettext_lazy("All we know of them was downloaded")),
    "readers.erased": (gettext_lazy("Erase"), gettext_lazy("Erased, at their wish")),
}


def note(action: str, reader: Reader, **told: str) -> None:
    """A line in the desk's log that says nothing of the reader once they are gone."""
    log(reader, action, title=_("Reader no. %d") % reader.pk, data=told)


def asked_by(request: HttpRequest, right: str, pk: int) -> Reader:
    """The reader, for whoever has that right. Raises PermissionDenied, Http404."""
    if not request.user.has_perm(right):
        raise PermissionDenied
    return get_object_or_404(Reader, pk=pk)


class OneReader(WagtailAdminTemplateMixin, TemplateView):
    template_name = "readers/desk/reader.html"
    header_icon = "user"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.reader = asked_by(request, SEE, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.reader.email

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        readers = {"url": reverse("readers:index"), "label": _("Readers")}
        return [*super().get_breadcrumbs_items(), readers, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        letters = Letter.objects.filter(recipient=self.reader.email).order_by("-asked_at", "-pk")
        told = {
            "reader": self.reader,
            "suppression": Suppression.objects.of(self.reader.email).first(),
            "letters": letters[:LETTERS_SHOWN],
            "parts": [part for holding in holdings() if (part := holding.at_desk(self.reader, self.request))],
            "may_mend": user.has_perm(MEND),
            "may_erase": user.has_perm(ERASE),
        }
        context: dict[str, Any] = super().get_context_data(**told, **kwargs)
        return context


class EraseReader(OneReader):
    """Asks first."""

    template_name = "readers/desk/erase.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        asked_by(request, ERASE, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        note("readers.erased", self.reader)
        actions.erase(self.reader)
        messages.success(request, _("They are forgotten. No import brings them back; only they themselves can."))
        return redirect("readers:index")


def _suppress(reader: Reader) -> str:
    actions.suppress(reader)
    note("readers.suppressed", reader)
    return _("No more mail goes to them.")


def _lift(reader: Reader) -> str:
    if not actions.lift(reader):
        return _("Nothing kept mail from them that you could lift.")
    note("readers.lifted", reader)
    return _("Mail goes to them again.")


def _mail_way_in(reader: Reader) -> str:
    actions.mail_way_in(reader)
    note("readers.way_in", reader)
    return _("A link is on its way to them. It works once, for a quarter of an hour.")


DOES: dict[str, Callable[[Reader], str]] = {"suppress": _suppress, "lift": _lift, "way-in": _mail_way_in}


@require_POST
def do(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One of DOES."""
    reader = asked_by(request, MEND, pk)
    if verb not in DOES:
        raise PermissionDenied
    messages.success(request, DOES[verb](reader))
    return redirect("readers:reader", pk)


@require_POST
def everything(request: HttpRequest, pk: int) -> HttpResponse:
    """All we know of them, as a file to hand on."""
    reader = asked_by(request, MEND, pk)
    note("readers.told", reader)
    response = JsonResponse(actions.everything(reader), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="reader-{reader.pk}.json"'
    return response
