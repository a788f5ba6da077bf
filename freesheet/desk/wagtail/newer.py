"""Two editors at one page's form: whoever saves second is told of the newer version before it is saved over.

Rule    asked once for each newer version; what was typed stays in the form, theirs among the versions
"""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from freesheet.public.front.models import FrontPage, InfoPage
from freesheet.public.masthead.form.autosaving import BUTTON_FIELD, SavesWhenItCan, let_save_over

SAID_SO = "over_newer"
"""Sent by static/desk/newer.js when Wagtail's dialog has asked already."""


class NewPage(SavesWhenItCan, CreateView):
    """A page that its first autosave makes."""


class NotOverNewer(SavesWhenItCan, EditView):
    def get_template_names(self) -> list[str]:
        names: list[str] = super().get_template_names()
        return ["desk/edit_page.html" if name == "wagtailadmin/pages/edit.html" else name for name in names]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A form that comes back with a question still knows what it has saved by itself."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "autosaved": self.version_to_save_over(self.page)}

    def form_valid(self, form: Any) -> HttpResponse:
        if self._is_over_newer:
            self._tell()
            return self.ask(form)
        let_save_over(form.instance, lambda: self.version_to_save_over(form.instance))
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """Told here too: the form as it comes back counts as made from the newer version."""
        if self._is_over_newer:
            self._tell()
        response: HttpResponse = super().form_invalid(form)
        return response

    def ask(self, form: Any) -> HttpResponse:
        """The form as it was handed in, nothing of it saved."""
        self.has_unsaved_changes = True
        form.restore_required_fields()
        asked: HttpResponse = self.render_to_response(self.get_context_data())
        return asked

    @property
    def _is_over_newer(self) -> bool:
        """Not over one's own: an autosave may be on its way when the form is handed in."""
        asked = self.expects_json_response or SAID_SO in self.request.POST
        return not asked and self.is_out_of_date and self.latest_revision.user_id != self.request.user.pk

    def _tell(self) -> None:
        self.autosave_enabled = False  # it would save over the newer version by itself
        messages.warning(self.request, self._words(), buttons=self._buttons())

    def _words(self) -> str:
        newer = self.latest_revision
        told = {
            "name": user_display_name(newer.user),
            "time": formats.time_format(timezone.localtime(newer.created_at)),
        }
        return (
            _(
                "%(name)s saved a newer version at %(time)s, while you were writing. Nothing of yours is saved yet: "
                "it stands in this form. Save again to put it in place of theirs, which is kept among the versions."
            )
            % told
        )

    def _buttons(self) -> list[Any]:
        """None where theirs was saved over the very version that this form began with."""
        posted, after = self.request.POST, str(self.latest_revision.pk)
        before = posted.get(BUTTON_FIELD) or posted.get("loaded_revision_id", "")
        if not before.isdecimal() or before == after:
            return []
        compare = reverse("wagtailadmin_pages:revisions_compare", args=[self.page.pk, before, after])
        return [messages.button(compare, _("See what they changed"), new_window=True)]


class FrontPages(PageViewSet):
    model = FrontPage
    parent_models: ClassVar[list[Any]] = []
    add_view_class = NewPage
    edit_view_class = NotOverNewer


class InfoPages(PageViewSet):
    model = InfoPage
    parent_models: ClassVar[list[Any]] = []
    add_view_class = NewPage
    edit_view_class = NotOverNewer
