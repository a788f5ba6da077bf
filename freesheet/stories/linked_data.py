"""A story in schema.org's words, for search engines.

Called by   templatetags
Source      schema.org NewsArticle, CorrectionComment; Google Search Central, "Article structured data"
Never       markup that could end the script element it stands in
"""

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from freesheet.kit import text
from freesheet.masthead.models import Imprint

if TYPE_CHECKING:
    from freesheet.stories.corrections import Correction
    from freesheet.stories.reading import Reading

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


def news_article(reading: "Reading", imprint: Imprint, *, picture_path: str) -> dict[str, Any]:
    """A NewsArticle; keys whose value is unknown are left out.

    picture_path    /media/… of a large picture, or empty
    """
    story = reading.story
    url = absolute(story.address or "")
    data = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle" if story.label == "opinion" else "NewsArticle",
        "mainEntityOfPage": url,
        "url": url,
        "headline": text.spelling(story.title),
        "description": reading.description,
        "datePublished": story.published_at.isoformat(),
        "dateModified": reading.modified_at.isoformat(),
        "inLanguage": story.locale.language_code,
        "isAccessibleForFree": True,
        "articleSection": story.section.name if story.section else "",
        "keywords": [topic.name for topic in reading.topics],
        "wordCount": story.word_count,
        "image": [absolute(picture_path)] if picture_path else [],
        "author": [_person(author) for author in reading.authors],
        "publisher": publisher(imprint),
        "correction": [_correction(correction, imprint) for correction in reading.corrections],
        "creativeWorkStatus": "Retracted" if reading.retraction else "",
    }
    return {key: value for key, value in data.items() if value not in ("", [], None)}


def publisher(imprint: Imprint) -> dict[str, str]:
    return {"@type": "NewsMediaOrganization", "name": imprint.name, "url": f"{settings.SITE_URL}/"}


def _correction(correction: "Correction", imprint: Imprint) -> dict[str, Any]:
    """A CorrectionComment, signed by whoever signed it."""
    return {
        "@type": "CorrectionComment",
        "name": str(correction.get_kind_display()),
        "text": correction.text,
        "datePublished": correction.stated_at.isoformat(),
        "author": _person(correction.signed_by) if correction.signed_by else publisher(imprint),
    }


def _person(author: Any) -> dict[str, str]:
    person = {
        "@type": "Person",
        "name": author.name,
        "url": absolute(author.address),
        "jobTitle": author.job,
    }
    return {key: value for key, value in person.items() if value}


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
