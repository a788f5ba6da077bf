"""The text edition: each page once more, without script, picture or font, for bad lines and for listening.

Owns    has_text_edition, which a room writes over a view of its own; where a text page lives
Rule    a link on a text page leads to a text page where there is one; rel="alternate" leads to the full page
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, ResolverMatch, resolve

from freesheet.doors.press.rendering.offers import offered
from freesheet.doors.press.rendering.render import bare_request, in_language_of
from freesheet.kit import addresses
from freesheet.kit.editions import languages

View = TypeVar("View", bound=Callable[..., HttpResponse])
_LINK = re.compile(r"<a\s[^>]*>")
_LEADS_TO = re.compile(r'(?<=\shref=")[^"#?]+')
_FULL_PAGE = 'rel="alternate"'


def has_text_edition(template: str) -> Callable[[View], View]:
    """Say that a view's pages have a text edition, which template makes from the same context.

    The view gives back a TemplateResponse that is not rendered yet; one with a text_template of its own comes first.
    """

    def marked(view: View) -> View:
        view.text_template = template  # type: ignore[attr-defined]
        return view

    return marked


def _match(path: str) -> tuple[str, ResolverMatch] | None:
    """The text template of the page at path and how to call its view; None where path has no text edition."""
    if offered(path):
        return None
    try:
        with in_language_of(path):
            match = resolve(path)
    except Resolver404:
        return None
    template: str | None = getattr(match.func, "text_template", None)
    return (template, match) if template else None


def text_path(path: str) -> str:
    """Where the text edition of the page at path lives; empty if it has none. Asks no row whether there is a page."""
    return addresses.in_text(path, languages()) if addresses.is_safe(path) and _match(path) else ""


def answer(path: str, query: str = "") -> SimpleTemplateResponse | None:
    """The text edition of the page at path, to be rendered; None if it has none. Raises what the page's view raises.

    query   what a page that is made when it is asked for was asked; the search is the only one
    """
    found = _match(path)
    if found is None:
        return None
    template, match = found
    response: Any = match.func(bare_request(path, query), *match.args, **match.kwargs)
    response.template_name = getattr(response, "text_template", template)
    response.add_post_render_callback(_stay)
    return response


def _stay(response: HttpResponse) -> None:
    response.content = staying(response.content.decode())


def staying(html: str) -> str:
    """The same page, whose links to pages that have a text edition lead there."""
    return _LINK.sub(lambda tag: tag[0] if _FULL_PAGE in tag[0] else _LEADS_TO.sub(_to_text, tag[0]), html)


def _to_text(url: re.Match[str]) -> str:
    return text_path(url[0].removeprefix(settings.SITE_URL)) or url[0]
