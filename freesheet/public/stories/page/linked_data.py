"""A story in schema.org's words, for search engines.

Source  schema.org NewsArticle, CorrectionComment; Google Search Central, "Article structured data"
"""

from typing import Any

from freesheet.kit.addresses import absolute
from freesheet.kit.words import text
from freesheet.public.masthead.linked_data import CONTEXT, compact, person, publisher
from freesheet.public.masthead.models import Imprint
from freesheet.public.stories.models import Correction
from freesheet.public.stories.page.reading import Reading


def news_article(reading: Reading, imprint: Imprint, *, picture_path: str) -> dict[str, Any]:
    """A NewsArticle; keys whose value is unknown are left out.

    picture_path    /media/… of a large picture, or empty
    """
    story = reading.story
    url = absolute(story.address or "")
    data = {
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
        "author": [person(author) for author in reading.authors],
        "publisher": publisher(imprint),
        "correction": [_correction(correction, imprint) for correction in reading.corrections],
        "creativeWorkStatus": "Retracted" if reading.retraction else "",
    }
    return CONTEXT | compact(data)


def _correction(correction: Correction, imprint: Imprint) -> dict[str, Any]:
    """A CorrectionComment, signed by whoever signed it."""
    return {
        "@type": "CorrectionComment",
        "name": str(correction.get_kind_display()),
        "text": correction.text,
        "datePublished": correction.stated_at.isoformat(),
        "author": person(correction.signed_by) if correction.signed_by else publisher(imprint),
    }
