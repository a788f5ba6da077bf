"""Who comes to the desk, and how they prove it: invitations, and second factors that were lost."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from freesheet.staff import actions as staff
from freesheet.staff.forms import InviteForm
from freesheet.staff.models import Invitation, User

may_invite = user_passes_test(lambda user: user.has_perm("staff.add_user"))


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
