"""The local outbox at the desk: each mail as its reader would see it, for a newsroom that has no relay yet.

Rule    letters hold sign-in links, so technicians alone read all; who writes newsletters reads what goes to lists
"""

from email.message import EmailMessage
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from freesheet.desk.permissions import MAY_SEE_LETTERS
from freesheet.doors.mailroom.relay.outbox import OutboxMail
from freesheet.doors.mailroom.relay.providers import outbox
from freesheet.kit.frames import mail_policy
from freesheet.private.newsletters.permissions import WRITES_ISSUES

SEARCHED_MAILS, LISTED_MAILS = 400, 100
"""How many of the newest files are opened for a list, and how many of them it shows."""
PARTS = ("html", "plain")


def may_enter(user: Any) -> bool:
    return bool(user.has_perm(MAY_SEE_LETTERS) or user.has_perm(WRITES_ISSUES))


def _may_read(user: Any, message: EmailMessage) -> bool:
    return bool(user.has_perm(MAY_SEE_LETTERS) or (user.has_perm(WRITES_ISSUES) and message["List-Id"]))


def _mail(request: HttpRequest, name: str) -> tuple[OutboxMail, EmailMessage]:
    """Raises PermissionDenied, Http404."""
    if not may_enter(request.user):
        raise PermissionDenied
    try:
        kept = outbox().mail(name)
        message = kept.message()
    except FileNotFoundError as missing:
        raise Http404 from missing
    if not _may_read(request.user, message):
        raise PermissionDenied
    return kept, message


class OutboxView(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_enter(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Outbox(OutboxView):
    """The newest mails, of all or to one address."""

    template_name = "desk/outbox.html"
    page_title = gettext_lazy("Outbox")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        to = self.request.GET.get("to", "").strip()[:254]
        opened = ((kept, kept.message()) for kept in outbox().newest(SEARCHED_MAILS, to=to))
        readable = [(kept, message) for kept, message in opened if _may_read(self.request.user, message)]
        told = {"mails": readable[:LISTED_MAILS], "to": to, "leaves": bool(settings.SMTP_URL)}
        return super().get_context_data(**told, **kwargs)


class Mail(OutboxView):
    """One mail: its head, and its HTML or its text."""

    template_name = "desk/outbox_mail.html"
    page_title = gettext_lazy("Mail")

    @cached_property
    def opened(self) -> tuple[OutboxMail, EmailMessage]:
        return _mail(self.request, self.kwargs["name"])

    def get_page_subtitle(self) -> str:
        return str(self.opened[1]["Subject"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        there = {"url": reverse("desk_outbox"), "label": _("Outbox")}
        return [*self.breadcrumbs_items, there, {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept, message = self.opened
        told = {"mail": kept, "message": message, "has_html": message.get_body(("html",)) is not None}
        return super().get_context_data(**told, **kwargs)


@xframe_options_sameorigin
def part(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """One part of a mail, for the frame."""
    _kept, message = _mail(request, name)
    body = message.get_body((kind,)) if kind in PARTS else None
    if body is None:
        raise Http404
    content = body.get_content()
    html = content if kind == "html" else f'<pre style="white-space:pre-wrap;max-width:78ch">{escape(content)}</pre>'
    policy = mail_policy(settings.SITE_URL)
    return HttpResponse(html, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})


class OutboxItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return not settings.SMTP_URL and may_enter(request.user)
