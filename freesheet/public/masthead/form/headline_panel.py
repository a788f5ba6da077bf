"""How the desk asks for a page's headline, and for what stands for it elsewhere.

Owns    HeadlineInput, headline_panel, ADDRESS_AND_SEARCH
Rule    a headline is one line to everybody, and all of it is seen where it is written
"""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput


class HeadlineInput(AdminAutoHeightTextInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-one-line": "", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.splitlines()) if value else value

    class Media:
        js: ClassVar[list[str]] = ["masthead/desk/headline.js"]


def headline_panel(help_text: Any) -> TitleFieldPanel:
    return TitleFieldPanel(
        "title", heading=_("Headline"), placeholder=_("Headline"), help_text=help_text, widget=HeadlineInput
    )


ADDRESS_AND_SEARCH = MultiFieldPanel(
    [
        FieldPanel("slug", help_text=_("The last part of the address. Empty: made of the headline.")),
        FieldPanel("seo_title", help_text=_("Where search engines would cut the headline: up to 65 characters.")),
        FieldPanel(
            "search_description",
            help_text=_("What search engines show below it: up to 155 characters. Empty: the standfirst."),
        ),
    ],
    _("Address and search"),
)
