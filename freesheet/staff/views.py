"""The way in where it is ours: accepting an invitation, choosing a password, removing a passkey.

Rule    GET shows a form and changes nothing (promise 30)
"""

from typing import Any, NoReturn

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.views import PasswordSetView
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from freesheet.staff import actions
from freesheet.staff.forms import AcceptForm
from freesheet.staff.models import User


def closed(request: HttpRequest, **kwargs: str) -> NoReturn:
    """A door of allauth's that this house has walled up: sign-up, reset by mail, changing the address."""
    raise Http404


@method_decorator(sensitive_post_parameters("password", "token"), name="dispatch")
class Accept(View):
    """An invitation's page: who you are, then straight on to the second factor."""

    def get(self, request: HttpRequest) -> HttpResponse:
        token = request.GET.get("token", "")
        try:
            invitation = actions.find(token)
        except actions.LinkDead:
            return _dead(request)
        return _ask(request, AcceptForm(invitation=invitation), token, invitation)

    def post(self, request: HttpRequest) -> HttpResponse:
        token = request.POST.get("token", "")
        try:
            invitation = actions.find(token)
            form = AcceptForm(request.POST, invitation=invitation)
            if not form.is_valid():
                return _ask(request, form, token, invitation)
            user = actions.accept(token, **{**form.cleaned_data, "password": form.cleaned_data["password"] or None})
        except (actions.LinkDead, actions.AlreadyStaff):
            return _dead(request)
        return _enter(request, user)


def _ask(request: HttpRequest, form: AcceptForm, token: str, invitation: Any) -> HttpResponse:
    told = {"form": form, "token": token, "invitation": invitation}
    return render(request, "staff/accept.html", told)


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "staff/link_dead.html", status=410)


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    """Sign the new member in; having just proven who they are, they may set up a factor at once."""
    logout(request)
    method = "password" if user.has_usable_password() else "code"
    record_authentication(request, user, method, reauthenticated=True)
    enrol = reverse("mfa_index")
    response: HttpResponse = perform_login(request, Login(user=user, email=user.email, redirect_url=enrol))
    return response


@method_decorator(reauthentication_required, name="dispatch")
class Password(PasswordSetView):
    """Choose a password, a first or another: whoever forgot theirs confirms by second factor instead."""

    success_url = reverse_lazy("mfa_index")

    @method_decorator(sensitive_post_parameters("password1", "password2"))
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return View.dispatch(self, request, *args, **kwargs)


class RemovePasskey(RemoveWebAuthnView):
    """allauth's, but the last second factor stays."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_mfa_adapter().can_delete_authenticator(self.get_object()):
            told = _("This is your only second factor. Add another one first.")
            get_adapter().add_message(self.request, messages.ERROR, message=told)
            return redirect("mfa_list_webauthn")
        response: HttpResponse = super().form_valid(form)
        return response
