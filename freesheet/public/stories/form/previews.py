"""How a story is previewed at the desk: its page, its text edition, a search engine's result, a card elsewhere."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

PAGE, TEXT, SEARCH, SOCIAL = "", "text", "search", "social"
MODES = [
    (PAGE, _("Story")),
    (TEXT, _("Text edition")),
    (SEARCH, _("In search results")),
    (SOCIAL, _("On social networks")),
]
TEMPLATES = {
    TEXT: "stories/text/story.html",
    SEARCH: "stories/desk/as_result.html",
    SOCIAL: "stories/desk/as_card.html",
}


class Previewed:
    """A story's preview modes."""

    preview_modes = MODES

    def serve_preview(self: Any, request: HttpRequest, mode_name: str) -> HttpResponse:
        """In the story's own language, whichever the desk speaks."""
        with translation.override(self.locale.language_code):
            response: TemplateResponse = self.serve(request)
            response.template_name = TEMPLATES.get(mode_name, response.template_name)
            response.context_data = {**(response.context_data or {}), "site": urlsplit(settings.SITE_URL).netloc}
            return response.render()
