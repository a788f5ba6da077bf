"""What is done on the desk's home: trying again, taking note."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from freesheet.desk import actions, audit
from freesheet.desk.home.press_panel import MAY_PRESS
from freesheet.desk.permissions import MAY_SEE_LETTERS
from freesheet.doors.mailroom import actions as mailroom
from freesheet.work.kinds import registered


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
