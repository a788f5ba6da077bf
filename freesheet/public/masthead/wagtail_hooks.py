"""The masthead at the desk: authors, sections, topics and the imprint under one heading."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import LocaleColumn, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from freesheet.public.masthead.form.gone import EditView
from freesheet.public.masthead.form.needed import refused
from freesheet.public.masthead.form.topic_field import suggest
from freesheet.public.masthead.models import Author, Imprint, Section, Topic


class AuthorDesk(SnippetViewSet):
    model = Author
    edit_view_class = EditView
    icon = "user"
    list_display = ["name", "job", LocaleColumn(), UpdatedAtColumn()]
    list_per_page = 50


class SectionDesk(SnippetViewSet):
    model = Section
    edit_view_class = EditView
    icon = "folder-open-1"
    list_display = ["name", "slug", "order", LocaleColumn(), UpdatedAtColumn()]
    list_per_page = 50


class TopicDesk(SnippetViewSet):
    model = Topic
    edit_view_class = EditView
    icon = "tag"
    list_display = ["name", "slug", LocaleColumn(), UpdatedAtColumn()]
    list_per_page = 50


class ImprintDesk(SnippetViewSet):
    model = Imprint
    edit_view_class = EditView
    icon = "info-circle"
    list_display = ["name", "town", LocaleColumn(), UpdatedAtColumn()]


class MastheadGroup(SnippetViewSetGroup):
    menu_label = _("Masthead")
    menu_name = "masthead"
    menu_icon = "bars"
    menu_order = 300
    items = (AuthorDesk, SectionDesk, TopicDesk, ImprintDesk)


register_snippet(MastheadGroup)


@hooks.register("register_admin_urls")
def topics_while_they_are_typed() -> list[URLPattern]:
    return [path("topics/offered/", suggest, name="masthead_topics")]


hooks.register("before_delete_snippet", refused)
