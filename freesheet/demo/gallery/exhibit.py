"""What an exhibit is, and the ways to make one: of a whole page, of parts, of a page's text edition.

Rule    no markup of components stands in the gallery: an exhibit only says what is shown
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.functional import Promise

Context = dict[str, Any]
Show = Callable[[HttpRequest, str], TemplateResponse]
Tell = Callable[[str], Context]


@dataclass(frozen=True)
class Exhibit:
    """show gives the page, not rendered yet, for a request and a language."""

    group: Promise | str
    title: Promise | str
    show: Show


@dataclass(frozen=True)
class Bare:
    """What a page of parts alone is of: nothing that lives anywhere."""

    address: str = ""

    def editions(self) -> list[Any]:
        return []


def page(template: str, tell: Tell) -> Show:
    """A whole page: tell gives what its view would, for a language."""

    def show(request: HttpRequest, language: str) -> TemplateResponse:
        return TemplateResponse(request, template, {"request": request, **tell(language)})

    return show


def parts(template: str, tell: Callable[[str], list[Context]], *, within: str = "sheet") -> Show:
    """A part of a page several times, in a page with nothing else on it.

    tell    what each of them is given, for a language
    within  classes of what stands around each on readers' pages
    """

    def show(request: HttpRequest, language: str) -> TemplateResponse:
        made = [render_to_string(template, {"page": Bare(), **told}, request) for told in tell(language)]
        return TemplateResponse(request, "demo/gallery/parts.html", {"page": Bare(), "parts": made, "within": within})

    return show


def as_text(show: Show, template: str) -> Show:
    """The text edition of a page that is shown."""

    def show_part(request: HttpRequest, language: str) -> TemplateResponse:
        response = show(request, language)
        response.template_name = template
        return response

    return show_part
