"""Pages of the desk that are ours: trying again, inviting, resetting a second factor.

Called by   wagtail_hooks.py, which puts them behind Wagtail's own check
Calls       desk.actions, staff.actions
"""

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.auth import user_passes_test
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from freesheet.desk import actions, audit
from freesheet.desk.permissions import MAY_SEE_LETTERS
from freesheet.desk.press_panel import MAY_PRESS
from freesheet.doors.mailroom import actions as mailroom
from freesheet.doors.press.pressed import Pressed
from freesheet.staff import actions as staff
from freesheet.staff.forms import InviteForm
from freesheet.staff.models import Invitation, User
from freesheet.work.kinds import registered

may_invite = user_passes_test(lambda user: user.has_perm("staff.add_user"))


def edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Lead from a public page's key, such as story:12, to where that thing is edited."""
    pressed = (model for model in apps.get_models() if issubclass(model, Pressed))
    model = next((model for model in pressed if model._meta.model_name == kind), None)
    if model is None:
        raise Http404
    url = AdminURLFinder(request.user).get_edit_url(get_object_or_404(model, pk=pk))
    if url is None:
        raise PermissionDenied
    return redirect(url)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Try a failing row again, a page of the press or any other."""
    if not request.user.has_perm(MAY_PRESS):
        raise PermissionDenied
    kind = next((kind for kind in registered() if kind.name == request.POST.get("kind")), None)
    pk = request.POST.get("pk", "")
    if kind is None or not pk.isdecimal():
        raise Http404
    if actions.try_again(kind, int(pk)):
        audit.note("desk.again", get_object_or_404(kind.model, pk=pk))
        messages.success(request, _("It is being tried again now."))
    else:
        messages.warning(request, _("It had gone well meanwhile."))
    return redirect("wagtailadmin_home")


@require_POST
def letters_noted(request: HttpRequest) -> HttpResponse:
    """Take note of letters that failed for good, so that home tells of them no more."""
    if not request.user.has_perm(MAY_SEE_LETTERS):
        raise PermissionDenied
    noted = mailroom.take_note([int(pk) for pk in request.POST.getlist("pk") if pk.isdecimal()])
    for letter in noted:
        audit.note("desk.letter_noted", letter)
    told = ngettext("One letter is off the list.", "%(count)d letters are off the list.", len(noted))
    messages.success(request, told % {"count": len(noted)})
    return redirect("wagtailadmin_home")


class Invitations(WagtailAdminTemplateMixin, TemplateView):
    """Invite somebody, and see who has not come yet."""

    template_name = "desk/invitations.html"
    page_title = gettext_lazy("Invitations")
    header_icon = "mail"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = Invitation.objects.waiting().exclude(email="").select_related("group", "invited_by")
        told = {"form": InviteForm(), "invitations": waiting.order_by("-invited_at"), **kwargs}
        context: dict[str, Any] = super().get_context_data(**told)
        return context

    def post(self, request: HttpRequest) -> HttpResponse:
        form = InviteForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        staff.invite(email=email, role=role.name, by=_member(request))
        messages.success(request, _("%(email)s has been invited.") % {"email": email})
        return redirect("desk_invitations")


@require_POST
@may_invite
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.waiting(), pk=pk)
    staff.resend(invitation)
    messages.success(request, _("A new link is on its way; the one before is dead."))
    return redirect("desk_invitations")


@require_POST
@may_invite
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    staff.revoke(get_object_or_404(Invitation.objects.waiting(), pk=pk))
    messages.success(request, _("The link is dead."))
    return redirect("desk_invitations")


class ResetSecondFactor(WagtailAdminTemplateMixin, TemplateView):
    """For somebody who lost phone and recovery codes: asks first, then forgets their factors."""

    template_name = "desk/reset_second_factor.html"
    page_title = gettext_lazy("Reset the second factor")
    header_icon = "key"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.person = get_object_or_404(User, pk=kwargs["pk"])
        if not request.user.has_perm("staff.change_user") or self.person == request.user:
            raise PermissionDenied
        refuse_above(request, [self.person])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(person=self.person, **kwargs)
        return context

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        staff.reset_second_factor(self.person)
        told = _("%(person)s is signed out everywhere, and sets up a new second factor at the next sign-in.")
        messages.success(request, told % {"person": self.person})
        return redirect("wagtailusers_users:edit", pk)


def refuse_above(request: HttpRequest, people: list[User]) -> None:
    """Who is no administrator changes no administrator. Raises PermissionDenied."""
    if not _member(request).is_superuser and any(person.is_superuser for person in people):
        raise PermissionDenied


def _member(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
