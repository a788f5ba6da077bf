"""{% imprint as paper %}, {% sections as sections %}: name, looks and navigation, for templates of rooms above;
{% furniture as furniture %}: all that stands on every page; {% link_preview … %}: how a page looks in a link to it.

Source  The Open Graph protocol (ogp.me)
"""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context

from freesheet.public.masthead import linked_data
from freesheet.public.masthead.furniture import Furniture, furniture
from freesheet.public.masthead.models import Author, Imprint, Section
from freesheet.public.pictures.files.variants import Served
from freesheet.public.pictures.models import Picture
from freesheet.public.pictures.templatetags.pictures import served

register = template.Library()


@register.simple_tag(takes_context=True, name="furniture")
def furniture_of(context: Context) -> Furniture:
    """What stands on every page of the edition, touched: a shared part asks for it itself, though it has it already."""
    return furniture(context.get("page"))


@register.simple_tag(takes_context=True)
def imprint(context: Context) -> Imprint:
    """The edition's imprint, touched."""
    return furniture(context.get("page")).imprint


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[Section]:
    """The edition's sections in the navigation's order, touched."""
    return furniture(context.get("page")).sections


@register.inclusion_tag("masthead/link_preview.html", takes_context=True)
def link_preview(
    context: Context,
    title: str,
    description: str = "",
    *,
    kind: str = "website",
    picture: Picture | None = None,
    social_description: str = "",
    schema: str = "CollectionPage",
    about: Author | None = None,
    data: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What links to the page show of it, and what search engines read; nothing but a description in a draft.

    kind      Open Graph's: "website", "article" or "profile"
    picture   the page's own; without one the paper's for links, or else its logo
    about     somebody whose page it is: with their portrait
    schema    schema.org's name of the page's kind, where data does not say it all
    data      the whole of the page in schema.org's words
    """
    page = context.get("page")
    paper = furniture(page).imprint
    path = getattr(page, "address", None)
    told = data or linked_data.web_page(
        schema, imprint=paper, path=path or "/", name=title, description=description, about=about
    )
    return {
        "path": path,
        "kind": kind,
        "title": title,
        "description": description,
        "social_description": social_description or description,
        "picture": link_picture(context, about.portrait, "portrait") if about else link_picture(context, picture),
        "data": linked_data.embedded(told),
    }


@dataclass(frozen=True)
class LinkPicture:
    """The picture that stands for a page where it is linked to; a wide one fills a card of its own."""

    file: Served
    alt: str
    is_wide: bool


@register.simple_tag(takes_context=True)
def link_picture(context: Context, picture: Picture | None, variant: str = "social") -> LinkPicture | None:
    """The page's own picture, else the paper's for links, else its logo; None until one of them has files."""
    paper = furniture(context.get("page")).imprint
    for one, kind in ((picture, variant), (paper.social_picture, "social"), (paper.logo, "full")):
        if one is not None and (file := served(one, kind)) is not None:
            return LinkPicture(file, one.alt, kind == "social")
    return None


@register.simple_tag(takes_context=True)
def web_site(context: Context) -> dict[str, Any]:
    """The edition in schema.org's words, for its front page."""
    return linked_data.web_site(furniture(context.get("page")).imprint)
