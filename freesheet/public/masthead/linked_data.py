"""What search engines are told of a page, in schema.org's words.

Source  schema.org WebPage, WebSite, NewsMediaOrganization; Google Search Central, "Structured data markup"
Never   markup that could end the script element it stands in
"""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from freesheet.kit.addresses import absolute
from freesheet.kit.editions import Edition
from freesheet.kit.words import text
from freesheet.public.masthead.models import Author, Imprint
from freesheet.public.pictures.templatetags.pictures import served

CONTEXT = {"@context": "https://schema.org"}
_ESCAPES = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def embedded(data: dict[str, Any]) -> SafeString:
    """JSON that can stand inside a script element: no <, > or & is left in it."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 (escaped above)


def compact(data: dict[str, Any]) -> dict[str, Any]:
    """The same without keys whose value is unknown."""
    return {key: value for key, value in data.items() if value not in ("", [], None)}


def publisher(imprint: Imprint) -> dict[str, Any]:
    """The newsroom, with its logo where it has one."""
    newsroom = {"@type": "NewsMediaOrganization", "name": imprint.name, "url": absolute("/"), "logo": _logo(imprint)}
    return compact(newsroom)


def _logo(imprint: Imprint) -> dict[str, Any] | None:
    file = served(imprint.logo, "full")
    if file is None:
        return None
    return {"@type": "ImageObject", "url": absolute(file.path), "width": file.width, "height": file.height}


def person(author: Author) -> dict[str, Any]:
    return compact({"@type": "Person", "name": author.name, "url": absolute(author.address), "jobTitle": author.job})


def web_page(
    kind: str, *, imprint: Imprint, path: str, name: str, description: str, about: Author | None = None
) -> dict[str, Any]:
    """A page that is no article: schema.org's name of its kind, and what or whom it is about."""
    language = imprint.locale.language_code
    return CONTEXT | compact(
        {
            "@type": kind,
            "@id": absolute(path),
            "url": absolute(path),
            "name": text.spelling(name),
            "description": description,
            "inLanguage": language,
            "mainEntity": person(about) if about else None,
            "isPartOf": {"@type": "WebSite", "@id": absolute(_front(language)), "name": imprint.name},
            "publisher": publisher(imprint),
        }
    )


def web_site(imprint: Imprint) -> dict[str, Any]:
    """An edition, as its front page states it."""
    language = imprint.locale.language_code
    url = absolute(_front(language))
    return CONTEXT | compact(
        {
            "@type": "WebSite",
            "@id": url,
            "url": url,
            "name": imprint.name,
            "alternateName": imprint.motto,
            "description": imprint.description,
            "inLanguage": language,
            "publisher": publisher(imprint),
            "potentialAction": {
                "@type": "SearchAction",
                "target": f"{url}search/?q={{search_term_string}}",
                "query-input": "required name=search_term_string",
            },
        }
    )


def _front(language: str) -> str:
    return Edition(language).path("/")
