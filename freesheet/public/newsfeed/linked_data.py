"""A brief in schema.org's words, for search engines.

Source  schema.org NewsArticle; Google Search Central, "Article structured data"
"""

from typing import Any

from freesheet.kit.addresses import absolute
from freesheet.public.masthead.linked_data import CONTEXT, compact, publisher
from freesheet.public.masthead.models import Imprint
from freesheet.public.newsfeed.models import Brief


def brief_article(brief: Brief, imprint: Imprint, *, picture_path: str) -> dict[str, Any]:
    """A short NewsArticle by the newsroom; keys whose value is unknown are left out.

    picture_path    /media/… of a large picture, or empty
    """
    url = absolute(brief.address)
    story = brief.readable_story
    data = {
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "url": url,
        "headline": brief.lead,
        "articleBody": "\n\n".join(brief.paragraphs) or brief.lead,
        "datePublished": brief.posted_at.isoformat(),
        "dateModified": brief.modified_at.isoformat(),
        "inLanguage": brief.language,
        "isAccessibleForFree": True,
        "articleSection": brief.section.name if brief.section else "",
        "image": [absolute(picture_path)] if picture_path else [],
        "author": publisher(imprint),
        "publisher": publisher(imprint),
        "isBasedOn": brief.source_url,
        "relatedLink": absolute(story.address) if story and story.address else "",
    }
    return CONTEXT | compact(data)
