"""Newsletters and their issues at Wagtail's desk.

Rule    a newsletter that is over is closed, never deleted (permissions.py)
"""

from typing import Any, ClassVar

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.permissions import register_permission_policy
from wagtail.snippets.action_menu import ActionMenuItem

from freesheet.private.newsletters.desk import reader
from freesheet.private.newsletters.desk.issues import REVIEW, IssueDesk
from freesheet.private.newsletters.models import Issue, Newsletter, Subscription
from freesheet.private.newsletters.permissions import issue_policy, policy
from freesheet.public.masthead.form.gone import GivesBack
from freesheet.public.masthead.form.meanwhile import MeanwhileForm, MeanwhilePanel

register_permission_policy(Newsletter, policy)
register_permission_policy(Issue, issue_policy)

NEWSLETTER_PANELS = [
    MeanwhilePanel(),
    FieldPanel("name"),
    FieldPanel("slug"),
    FieldPanel("description"),
    FieldRowPanel([FieldPanel("locale"), FieldPanel("audience")]),
    FieldRowPanel([FieldPanel("group"), FieldPanel("frequency"), FieldPanel("order")]),
    FieldPanel("host"),
    MultiFieldPanel(
        [FieldPanel("sender_name"), FieldPanel("sender_email"), FieldPanel("reply_to")], heading=_("Sender")
    ),
    MultiFieldPanel([FieldPanel("accent"), FieldPanel("header")], heading=_("Looks")),
    FieldPanel("has_archive"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("rhythm_days"), FieldPanel("rhythm_at"), FieldPanel("rhythm_zone")]),
            FieldPanel("rhythm_subject"),
            FieldPanel("rhythm_body"),
            FieldPanel("rhythm_waits"),
        ],
        heading=_("Issues that it writes by itself"),
    ),
    FieldPanel("closed_at"),
]


class NewsletterList(IndexView):
    def get_base_queryset(self) -> QuerySet[Newsletter]:
        confirmed = Subscription.objects.confirmed().filter(newsletter=OuterRef("pk")).order_by()
        counted = confirmed.values("newsletter").annotate(count=Count("pk")).values("count")
        newsletters: Any = super().get_base_queryset()
        there: QuerySet[Newsletter] = newsletters.annotate(readers=Coalesce(Subquery(counted), 0))
        return there.select_related("locale")


class NewsletterEdit(GivesBack, EditView):
    pass


class NewsletterDesk(ModelViewSet):
    model = Newsletter
    name = "newsletters"
    url_prefix = "newsletters"
    icon = "mail"
    menu_label = _("Newsletters")
    copy_view_enabled = False
    index_view_class = NewsletterList
    edit_view_class = NewsletterEdit
    ordering: ClassVar = ["locale", "order", "name"]
    list_display: ClassVar = [
        TitleColumn("name", label=_("Newsletter"), url_name="newsletters:edit"),
        Column("locale", label=_("Edition")),
        Column("frequency", label=_("How often")),
        NumberColumn("readers", label=_("Readers")),
    ]

    def get_edit_handler(self) -> ObjectList:
        return ObjectList(NEWSLETTER_PANELS, base_form_class=MeanwhileForm).bind_to_model(self.model)


class NewslettersGroup(ModelViewSetGroup):
    menu_label = _("Newsletters")
    menu_name = "newsletters"
    menu_icon = "mail"
    menu_order = 97
    items = (IssueDesk, NewsletterDesk)


@hooks.register("register_admin_urls")
def of_a_reader() -> list[URLPattern]:
    return [path("newsletters/subscriptions/<int:pk>/end/", reader.end, name="newsletters_end")]


class Ended(LogFormatter):
    label = reader.ENDING_WORDS[0]

    def format_message(self, log_entry: Any) -> str:
        return reader.ENDING_WORDS[1] % {"newsletter": log_entry.data.get("newsletter", "")}


@hooks.register("register_admin_viewset")
def newsletters() -> NewslettersGroup:
    return NewslettersGroup()


class ReadOver(ActionMenuItem):
    """Saves, and goes on to what comes before sending: the first thing to do where saving goes by itself."""

    name = REVIEW
    label = _("Read over and send")
    icon_name = "view"


@hooks.register("register_snippet_action_menu_item")
def read_over(model: type[Any]) -> ActionMenuItem | None:
    return ReadOver(order=-1) if model is Issue else None


@hooks.register("register_log_actions")
def what_is_logged(actions: LogActionRegistry) -> None:
    actions.register_action("newsletters.schedule", _("Schedule an issue"), _("Scheduled to leave by itself"))
    actions.register_action("newsletters.call_off", _("Call off an issue"), _("Called off, a draft again"))
    actions.register_action("newsletters.send", _("Send an issue"), _("Sent"))
    actions.register_action("newsletters.try_out", _("Send a trial"), _("Sent as a trial"))
    actions.register_action("newsletters.pause", _("Pause an issue"), _("Paused"))
    actions.register_action("newsletters.resume", _("Resume an issue"), _("Resumed"))
    actions.register_action("newsletters.cancel", _("Cancel an issue"), _("Cancelled"))
    actions.register_action("newsletters.again", _("Send again"), _("Sent again to readers of whom it was uncertain"))
    actions.register_action("newsletters.ended")(Ended)
