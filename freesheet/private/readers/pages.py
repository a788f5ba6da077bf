"""The reader's own pages, as theme and masthead know pages: no other edition, no text edition."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from freesheet.public.theme.editions import Twin


@dataclass
class OwnPage:
    """A page for one reader; without an address, so that nothing points to it."""

    address: str = ""

    def editions(self) -> list[Twin]:
        return []


def own_page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """That page, which nobody keeps and whose address, which may hold a token, is told to nobody.

    Not no-referrer: browsers then call the Origin of its forms null (Fetch Standard, "append a request Origin header").
    """
    response = HttpResponse(render_to_string(template, {"page": OwnPage(), **context}), status=status)
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "strict-origin"
    return response
