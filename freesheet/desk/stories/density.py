"""How close the rows of the desk's lists stand: Wagtail's own setting of a person, one click from the stories' list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.widgets.button import HeaderButton
from wagtail.users.models import UserProfile

from freesheet.staff.models import User

FORM = "desk-density"
"""Of the form that the button hands in; templates/desk/stories.html has it."""
Density = UserProfile.AdminDensityThemes


def is_dense(user: User) -> bool:
    profile = getattr(user, "wagtail_userprofile", None)
    return profile is not None and profile.density == Density.SNUG


def density_button(user: User) -> HeaderButton:
    label = _("More room") if is_dense(user) else _("More rows")
    return HeaderButton(label, icon_name="list-ul", attrs={"form": FORM, "type": "submit"}, priority=2000)


@require_POST
def toggle(request: HttpRequest) -> HttpResponse:
    """Rows close together, or apart again, for whoever asks; and back to the list as it was."""
    profile = UserProfile.get_for_user(request.user)
    profile.density = Density.DEFAULT if profile.density == Density.SNUG else Density.SNUG
    profile.save(update_fields=["density"])
    back = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if is_ours else reverse("stories:index"))
