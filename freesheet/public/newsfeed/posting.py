"""The News Feed at the desk: post from one screen, edit, withdraw, pin.

Rule    pinning and withdrawing ask for the right to change briefs, and only by POST
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Locale

from freesheet.public.masthead.form.gone import GivesBack
from freesheet.public.masthead.form.meanwhile import MeanwhilePanel
from freesheet.public.newsfeed import actions
from freesheet.public.newsfeed.forms import BriefForm
from freesheet.public.newsfeed.models import PINNED_AT_MOST, Brief
from freesheet.public.newsfeed.permissions import policy

RECENT_BRIEFS = 12
PANELS = [
    MeanwhilePanel(),
    MultiFieldPanel([FieldPanel("lead"), FieldPanel("text")], gettext_lazy("The news")),
    FieldRowPanel([FieldPanel("section"), FieldPanel("is_breaking")]),
    FieldPanel("story"),
    FieldPanel("picture"),
    FieldRowPanel([FieldPanel("source_name"), FieldPanel("source_url")]),
    FieldRowPanel([FieldPanel("locale"), FieldPanel("posted_at")]),
    FieldPanel("is_slip"),
]
DOES = {
    "withdraw": (actions.withdraw, gettext_lazy("“%s” is withdrawn. You can put it back.")),
    "put-back": (actions.put_back, gettext_lazy("“%s” can be read again.")),
    "pin": (actions.pin, gettext_lazy("“%s” stands at the top now.")),
    "unpin": (actions.unpin, gettext_lazy("“%s” stands in its place by time again.")),
}


class PostView(CreateView):
    """The form, and beneath it what was posted last; after posting, the form again."""

    template_name = "newsfeed/desk/post.html"
    page_title = gettext_lazy("News Feed")
    submit_button_label = gettext_lazy("Post")
    submit_button_active_label = gettext_lazy("Posting…")
    success_message = gettext_lazy("Posted: %(object)s")

    def get_initial(self) -> dict[str, Any]:
        """The edition in which this editor posted last, else that of the desk's language."""
        last = Brief.objects.filter(posted_by=self.request.user).order_by("-pk").first()
        spoken = Locale.objects.filter(language_code=get_language()).first()
        return {**super().get_initial(), "locale": last.locale_id if last else (spoken and spoken.pk)}

    def save_instance(self) -> Brief:
        self.form.instance.posted_by = self.request.user
        brief: Brief = super().save_instance()
        return brief

    def get_success_url(self) -> str:
        return reverse("briefs:add")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        recent: Any = Brief.objects.select_related("locale", "section", "posted_by").newest()[:RECENT_BRIEFS]
        for brief in recent:
            brief.may_change = policy.user_has_permission_for_instance(self.request.user, "change", brief)
        may_change = policy.user_has_permission(self.request.user, "change")
        return context | {"recent": recent, "may_change": may_change}


class BriefEdit(GivesBack, EditView):
    template_name = "newsfeed/desk/edit.html"

    def get_object(self, queryset: Any = None) -> Brief:
        brief: Brief = super().get_object(queryset)
        if not policy.user_has_permission_for_instance(self.request.user, "change", brief):
            raise PermissionDenied
        return brief


@require_POST
def do(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One of DOES, to one brief."""
    brief = get_object_or_404(Brief, pk=pk)
    if not policy.user_has_permission_for_instance(request.user, "change", brief) or verb not in DOES:
        raise PermissionDenied
    act, words = DOES[verb]
    try:
        act(brief, by=request.user)
    except actions.TooManyPinned:
        told = _("%d briefs are pinned, which is as many as can be. Unpin one first.") % PINNED_AT_MOST
        messages.error(request, told)
    else:
        messages.success(request, words % brief.lead)
    return redirect(reverse("briefs:add") if "from-post" in request.POST else reverse("briefs:edit", args=[brief.pk]))


class BriefDesk(ModelViewSet):
    model = Brief
    name = "briefs"
    url_prefix = "news"
    menu_label = gettext_lazy("News Feed")
    icon = "date"
    menu_order = 95
    add_to_admin_menu = True
    add_view_class = PostView
    edit_view_class = BriefEdit
    copy_view_enabled = False
    ordering = ["-posted_at", "-pk"]
    list_per_page = 50
    list_filter = ["locale", "section", "posted_at"]
    list_display = [
        TitleColumn("lead", label=gettext_lazy("Lead"), url_name="briefs:edit"),
        Column("section", label=gettext_lazy("Section")),
        DateColumn("posted_at", label=gettext_lazy("Time"), sort_key="posted_at"),
    ]

    def get_edit_handler(self) -> ObjectList:
        return ObjectList(PANELS, base_form_class=BriefForm).bind_to_model(self.model)

    @property
    def menu_url(self) -> str:
        return reverse("briefs:add")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("<int:pk>/<slug:verb>/", do, name="do")]
